import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { ClusterView } from '@groundcrew/plugin-clusters-common';
import { clustersTranslationRef } from '../../translation';
import { CapacityBar } from '../CapacityBar';
import { cores, gibibytes } from '../CapacityBar/amounts';
import styles from './ClusterCard.module.css';

/** Props of {@link ClusterFacts}. */
export interface ClusterFactsProps {
  cluster: ClusterView;
}

/** How many nodes and pods a cluster has, and how much of it is free. */
export function ClusterFacts(props: ClusterFactsProps) {
  const { nodes, pods, capacity } = props.cluster;
  const { t } = useTranslationRef(clustersTranslationRef);
  return (
    <>
      <dl className={styles.facts}>
        <dt>{t('cluster.nodes')}</dt>
        <dd>
          {t('cluster.ofTotal', {
            part: String(nodes.ready),
            total: String(nodes.total),
          })}
        </dd>
        <dt>{t('cluster.pods')}</dt>
        <dd>
          {t('cluster.ofTotal', {
            part: String(pods.running),
            total: String(pods.total),
          })}
        </dd>
      </dl>
      {capacity && (
        <>
          <CapacityBar
            label={t('cluster.cpu')}
            used={capacity.requested.cpuMillicores}
            total={capacity.allocatable.cpuMillicores}
            amount={t('cluster.cores', {
              used: cores(capacity.requested.cpuMillicores),
              total: cores(capacity.allocatable.cpuMillicores),
            })}
          />
          <CapacityBar
            label={t('cluster.memory')}
            used={capacity.requested.memoryBytes}
            total={capacity.allocatable.memoryBytes}
            amount={t('cluster.gibibytes', {
              used: gibibytes(capacity.requested.memoryBytes),
              total: gibibytes(capacity.allocatable.memoryBytes),
            })}
          />
        </>
      )}
    </>
  );
}
