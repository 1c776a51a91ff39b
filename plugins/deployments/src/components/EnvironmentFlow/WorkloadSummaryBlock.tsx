import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Link } from '@backstage/ui';
import {
  CopyableText,
  ManagedByChips,
  RelativeTime,
  ReplicaBar,
  StatusBadge,
} from '@groundcrew/plugin-clusters-react';
import type { WorkloadSummary } from '@groundcrew/plugin-deployments-common';
import { useDeploymentsPaths } from '../../hooks/useDeploymentsPaths';
import { deploymentsTranslationRef } from '../../translation';
import { versionLag, type NewestVersion } from '../../versions';
import { LastChange } from '../LastChange';
import { RolloutState } from '../RolloutState';
import { LagNote } from './LagNote';
import { ProblemNote } from '../ProblemNote';
import styles from './WorkloadSummaryBlock.module.css';

/** Props of {@link WorkloadSummaryBlock}. */
export interface WorkloadSummaryBlockProps {
  workload: WorkloadSummary;
  newest: NewestVersion | undefined;
  /** Whether its own status is shown: where it is not the only one of its place. */
  showStatus: boolean;
  /** Whether its cluster cannot be read: old problems are no reason to act. */
  isStale: boolean;
}

/** What a workload runs and how well, with a link to its page over the whole block. */
export function WorkloadSummaryBlock(props: WorkloadSummaryBlockProps) {
  const { workload, newest, showStatus, isStale } = props;
  const { t } = useTranslationRef(deploymentsTranslationRef);
  const paths = useDeploymentsPaths();
  const { ref, version, images, replicas, managedBy } = workload;
  const [image, ...moreImages] = images;
  const lag = versionLag(version, newest);
  const needsAPerson = workload.status === 'degraded' && !isStale;

  return (
    <article className={styles.block} data-stale={isStale}>
      <div className={styles.title}>
        <span className={styles.version} data-missing={version === undefined}>
          {version ?? t('flow.noVersion')}
        </span>
        {showStatus && <StatusBadge status={workload.status} />}
      </div>
      <h4 className={styles.name}>
        {paths ? (
          <Link className={styles.link} href={paths.workload(ref)}>
            {ref.name}
          </Link>
        ) : (
          ref.name
        )}
        <span className={styles.kind}>{ref.kind}</span>
      </h4>
      {lag && <LagNote lag={lag} />}
      {!isStale && <ProblemNote problems={workload.problems} />}
      <div className={styles.replicas}>
        <span className={styles.count}>
          {t('flow.readyOf', {
            ready: String(replicas.ready),
            desired: String(replicas.desired),
          })}
        </span>
        <RolloutState
          rollout={workload.rollout}
          previousVersion={workload.previousVersion}
        />
      </div>
      <ReplicaBar replicas={replicas} degraded={needsAPerson} />
      <dl className={styles.facts}>
        {image && (
          <>
            <dt>{t('flow.image')}</dt>
            <dd>
              <CopyableText text={image.image} short={shortImage(image)} />
              {moreImages.length > 0 && (
                <span className={styles.more}>
                  {t('flow.moreImages', { count: moreImages.length })}
                </span>
              )}
            </dd>
          </>
        )}
        <dt>{t('flow.managedBy')}</dt>
        <dd>
          <ManagedByChips managedBy={managedBy} />
        </dd>
        {workload.createdAt && (
          <>
            <dt>{t('flow.age')}</dt>
            <dd>
              <RelativeTime at={workload.createdAt} format="duration" />
              {workload.restarts > 0 && (
                <span className={styles.more}>
                  {t('flow.restarts', { count: workload.restarts })}
                </span>
              )}
            </dd>
          </>
        )}
        {workload.lastChange && (
          <>
            <dt>{t('flow.lastChange')}</dt>
            <dd>
              <LastChange change={workload.lastChange} />
            </dd>
          </>
        )}
      </dl>
    </article>
  );
}

/** The last part of the repository with tag, or with the start of the digest. */
function shortImage(image: WorkloadSummary['images'][number]): string {
  const name = image.repository.slice(image.repository.lastIndexOf('/') + 1);
  if (image.tag) {
    return `${name}:${image.tag}`;
  }
  return image.digest ? `${name}@${image.digest.slice(0, 19)}` : name;
}
