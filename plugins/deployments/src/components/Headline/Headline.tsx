import { StatusIcon } from '@groundcrew/plugin-clusters-react';
import type { DeploymentsView } from '@groundcrew/plugin-deployments-common';
import styles from './Headline.module.css';
import { useHeadline } from './useHeadline';

/** Props of {@link Headline}. */
export interface HeadlineProps {
  view: Pick<DeploymentsView, 'places'>;
  /** @defaultValue 'large' */
  size?: 'small' | 'large';
}

/** One sentence that says what runs where and whether anything needs doing, with one icon for the worst of it. */
export function Headline(props: HeadlineProps) {
  const { view, size = 'large' } = props;
  const { sentence, status } = useHeadline(view);
  return (
    <p className={styles.headline} data-size={size}>
      <span className={styles.icon}>
        <StatusIcon status={status} size={size === 'large' ? 26 : 20} />
      </span>
      {sentence}
    </p>
  );
}
