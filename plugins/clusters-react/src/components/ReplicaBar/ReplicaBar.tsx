import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { clustersReactTranslationRef } from '../../translation';
import { replicaSegments, type ReplicaCounts } from './replicaSegments';
import styles from './ReplicaBar.module.css';

/**
 * Props of {@link ReplicaBar}.
 *
 * @public
 */
export interface ReplicaBarProps {
  replicas: ReplicaCounts;
  /** Whether missing replicas need a person; they are drawn as merely awaited otherwise. */
  degraded?: boolean;
}

/**
 * A slim bar with a piece per replica: ready, ready on an older revision, missing.
 *
 * @public
 */
export function ReplicaBar(props: ReplicaBarProps) {
  const { replicas, degraded = false } = props;
  const { t } = useTranslationRef(clustersReactTranslationRef);
  const label =
    replicas.desired === 0
      ? t('replicas.none')
      : [
          t('replicas.ready', {
            ready: String(replicas.ready),
            desired: String(replicas.desired),
          }),
          ...(replicas.updated < replicas.desired
            ? [t('replicas.updated', { updated: String(replicas.updated) })]
            : []),
        ].join(', ');
  return (
    <div
      className={styles.bar}
      role="img"
      aria-label={label}
      title={label}
      data-degraded={degraded}
    >
      {replicaSegments(replicas).map(({ state, share }, index) => (
        <span
          key={index}
          className={styles.segment}
          data-state={state}
          style={{ flexGrow: share }}
        />
      ))}
    </div>
  );
}
