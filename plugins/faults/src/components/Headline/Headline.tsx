import {
  ToneIcon,
  type ToneIconProps,
} from '@groundcrew/plugin-clusters-react';
import type { ReactNode } from 'react';
import styles from './Headline.module.css';

/** Props of {@link Headline}. */
export interface HeadlineProps extends Pick<ToneIconProps, 'icon' | 'tone'> {
  /** The sentence. */
  children: ReactNode;
  /** @defaultValue 'large' */
  size?: 'small' | 'large';
}

/** One sentence that says whether anything needs doing, with one icon. */
export function Headline(props: HeadlineProps) {
  const { children, icon, size = 'large', tone } = props;
  return (
    <p className={styles.headline} data-size={size}>
      <span className={styles.icon}>
        <ToneIcon icon={icon} tone={tone} size={size === 'large' ? 26 : 20} />
      </span>
      <span className={styles.words}>{children}</span>
    </p>
  );
}
