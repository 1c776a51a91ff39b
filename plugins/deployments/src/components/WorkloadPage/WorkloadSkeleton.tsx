import { Skeleton } from '@backstage/ui';
import styles from './WorkloadPage.module.css';

/** The shape of a workload's page while it is read for the first time. */
export function WorkloadSkeleton() {
  return (
    <div className={styles.page} aria-hidden data-testid="workload-skeleton">
      <Skeleton width={280} height={32} />
      <Skeleton width="70%" height={48} />
      <Skeleton width="100%" height={36} />
      <Skeleton width="100%" height={180} />
    </div>
  );
}
