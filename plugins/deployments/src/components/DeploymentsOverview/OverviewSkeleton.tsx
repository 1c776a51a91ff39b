import { Skeleton } from '@backstage/ui';
import styles from './OverviewSkeleton.module.css';

/** The shape of the overview while it is read for the first time. */
export function OverviewSkeleton() {
  return (
    <div
      className={styles.skeleton}
      aria-hidden
      data-testid="overview-skeleton"
    >
      <Skeleton width="60%" height={28} />
      <div className={styles.cards}>
        {['first', 'second', 'third'].map(id => (
          <div key={id} className={styles.card}>
            <Skeleton width={72} height={20} />
            <Skeleton height={236} />
          </div>
        ))}
      </div>
    </div>
  );
}
