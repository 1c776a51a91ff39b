import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { clustersTranslationRef } from '../../translation';
import styles from './CapacityBar.module.css';

/** Props of {@link CapacityBar}. */
export interface CapacityBarProps {
  label: string;
  /** In words, for example "3.2 of 8 cores". */
  amount: string;
  used: number;
  total: number;
}

/** How much of what the nodes offer is asked for, and how much is free. */
export function CapacityBar(props: CapacityBarProps) {
  const { label, amount, used, total } = props;
  const { t } = useTranslationRef(clustersTranslationRef);
  const share = total > 0 ? Math.min(used / total, 1) : 0;
  return (
    <div className={styles.root}>
      <span className={styles.label}>{label}</span>
      <span className={styles.amount}>
        {amount}{' '}
        <span className={styles.free}>
          (
          {t('cluster.headroom', {
            percent: String(Math.round((1 - share) * 100)),
          })}
          )
        </span>
      </span>
      <div
        className={styles.track}
        role="meter"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.round(share * 100)}
        aria-valuetext={amount}
      >
        <div
          className={styles.fill}
          data-tight={share > 0.85}
          style={{ width: `${share * 100}%` }}
        />
      </div>
    </div>
  );
}
