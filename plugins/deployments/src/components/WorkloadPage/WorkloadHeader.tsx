import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  CopyableText,
  FreshnessNotice,
  ManagedByChips,
  RelativeTime,
  ReplicaBar,
  StatusBadge,
} from '@groundcrew/plugin-clusters-react';
import type { WorkloadDetail } from '@groundcrew/plugin-deployments-common';
import { VerbButtons } from '@groundcrew/plugin-operations-react';
import { deploymentsTranslationRef } from '../../translation';
import { LastChange } from '../LastChange';
import { ProblemNote } from '../ProblemNote';
import { RolloutState } from '../RolloutState';
import styles from './WorkloadHeader.module.css';

/** Props of {@link WorkloadHeader}. */
export interface WorkloadHeaderProps {
  detail: WorkloadDetail;
  entityRef: string;
}

/** How a workload is doing: its state, what keeps it from being well, what may be done, and what it is. */
export function WorkloadHeader(props: WorkloadHeaderProps) {
  const { workload, freshness } = props.detail;
  const { t } = useTranslationRef(deploymentsTranslationRef);
  const { ref, replicas, rollout } = workload;
  const isStale = freshness.stale !== undefined;
  return (
    <header className={styles.header}>
      <div className={styles.title}>
        <h2 className={styles.name}>{ref.name}</h2>
        <span className={styles.kind}>{ref.kind}</span>
        <StatusBadge status={isStale ? 'unknown' : workload.status} />
      </div>
      <FreshnessNotice freshness={freshness} />
      {!isStale && <ProblemNote problems={workload.problems} />}
      {!isStale && rollout.message && rollout.state !== 'complete' && (
        <p className={styles.message}>{rollout.message}</p>
      )}
      <VerbButtons target={{ ...ref, entityRef: props.entityRef }} />
      <dl className={styles.facts}>
        <div>
          <dt>{t('flow.version')}</dt>
          <dd className={styles.version}>
            {workload.version ?? t('flow.noVersion')}
          </dd>
        </div>
        <div className={styles.replicas}>
          <dt>{t('flow.replicas')}</dt>
          <dd>
            <span className={styles.count}>
              {t('flow.readyOf', {
                ready: String(replicas.ready),
                desired: String(replicas.desired),
              })}
              <RolloutState
                rollout={rollout}
                previousVersion={workload.previousVersion}
              />
            </span>
            <ReplicaBar
              replicas={replicas}
              degraded={workload.status === 'degraded' && !isStale}
            />
          </dd>
        </div>
        <div>
          <dt>{t('flow.image')}</dt>
          {workload.images.map(image => (
            <dd key={image.container}>
              <CopyableText
                text={image.image}
                short={image.image.slice(image.image.lastIndexOf('/') + 1)}
              />
            </dd>
          ))}
        </div>
        <div>
          <dt>{t('flow.managedBy')}</dt>
          <dd>
            <ManagedByChips managedBy={workload.managedBy} />
          </dd>
        </div>
        {workload.createdAt && (
          <div>
            <dt>{t('flow.age')}</dt>
            <dd>
              <RelativeTime at={workload.createdAt} format="duration" />
            </dd>
          </div>
        )}
        {workload.lastChange && (
          <div>
            <dt>{t('flow.lastChange')}</dt>
            <dd>
              <LastChange change={workload.lastChange} />
            </dd>
          </div>
        )}
      </dl>
    </header>
  );
}
