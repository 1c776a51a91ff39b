import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  FreshnessNotice,
  StatusBadge,
} from '@groundcrew/plugin-clusters-react';
import type { Place } from '@groundcrew/plugin-deployments-common';
import { deploymentsTranslationRef } from '../../translation';
import type { NewestVersion } from '../../versions';
import styles from './PlaceCard.module.css';
import { WorkloadSummaryBlock } from './WorkloadSummaryBlock';

/** Props of {@link PlaceCard}. */
export interface PlaceCardProps {
  place: Place;
  newest: NewestVersion | undefined;
}

/** One place in which an entity runs: how it is doing, and its workloads. */
export function PlaceCard(props: PlaceCardProps) {
  const { place, newest } = props;
  const { t } = useTranslationRef(deploymentsTranslationRef);
  const isStale = place.freshness.stale !== undefined;
  return (
    <section
      className={styles.card}
      data-status={isStale ? 'unknown' : place.status}
      aria-label={t('flow.place', {
        cluster: place.clusterTitle ?? place.cluster,
        namespace: place.namespace,
      })}
    >
      <header className={styles.header}>
        <span className={styles.where}>
          <span>{place.clusterTitle ?? place.cluster}</span>
          <span aria-hidden> / </span>
          <span>{place.namespace}</span>
        </span>
        <StatusBadge status={isStale ? 'unknown' : place.status} />
      </header>
      <FreshnessNotice freshness={place.freshness} />
      {place.workloads.map(workload => (
        <WorkloadSummaryBlock
          key={`${workload.ref.kind}/${workload.ref.name}`}
          workload={workload}
          newest={newest}
          showStatus={place.workloads.length > 1}
          isStale={isStale}
        />
      ))}
    </section>
  );
}
