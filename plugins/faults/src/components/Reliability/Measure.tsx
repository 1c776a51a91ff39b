import { ButtonIcon, Tooltip, TooltipTrigger } from '@backstage/ui';
import { RiQuestionLine } from '@remixicon/react';
import type { ReactNode } from 'react';
import styles from './Reliability.module.css';

/** Props of {@link Measure}. */
export interface MeasureProps {
  label: string;
  /** What it is, for those who do not know. */
  hint: string;
  children: ReactNode;
}

/** One figure, with what it means on hover and focus. */
export function Measure(props: MeasureProps) {
  const { children, hint, label } = props;
  return (
    <div>
      <dt>
        {label}
        <TooltipTrigger delay={200} shouldCloseOnPress={false}>
          <ButtonIcon
            size="small"
            variant="tertiary"
            className={styles.hint}
            aria-label={`${label}: ${hint}`}
            icon={<RiQuestionLine size={14} />}
          />
          <Tooltip>{hint}</Tooltip>
        </TooltipTrigger>
      </dt>
      <dd>{children}</dd>
    </div>
  );
}
