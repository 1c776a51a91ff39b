import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Card, CardBody, CardHeader, Link, Text } from '@backstage/ui';
import type { ClusterView } from '@groundcrew/plugin-clusters-common';
import { FreshnessNotice } from '@groundcrew/plugin-clusters-react';
import { useRootPath } from '../../hooks/useRootPath';
import { clustersTranslationRef } from '../../translation';
import { HealthScore } from '../HealthScore';
import { NotKept } from '../NotKept';
import styles from './ClusterCard.module.css';
import { ClusterFacts } from './ClusterFacts';

/** Props of {@link ClusterCard}. */
export interface ClusterCardProps {
  cluster: ClusterView;
}

/** One cluster of the fleet: how it is, why, and how much of it is free. */
export function ClusterCard(props: ClusterCardProps) {
  const { cluster } = props;
  const { t } = useTranslationRef(clustersTranslationRef);
  const rootPath = useRootPath();
  const limited = cluster.kinds.filter(
    ({ state }) => state === 'forbidden',
  ).length;
  const about = [cluster.version, cluster.provider, cluster.region]
    .filter(Boolean)
    .join(' · ');
  return (
    <Card className={styles.card} data-state={cluster.state}>
      <CardHeader>
        <div className={styles.title}>
          <Link
            href={`${rootPath}/${cluster.name}`}
            weight="bold"
            variant="title-x-small"
          >
            {cluster.title ?? cluster.name}
          </Link>
          <span className={styles.state} data-state={cluster.state}>
            {t(`state.${cluster.state}`)}
          </span>
        </div>
        <Text color="secondary" as="p">
          {[cluster.environment, about].filter(Boolean).join(' · ') ||
            t('cluster.unknown')}
        </Text>
      </CardHeader>
      <CardBody className={styles.body}>
        <FreshnessNotice freshness={cluster.freshness} />
        {cluster.state !== 'live' &&
          !cluster.freshness.stale &&
          cluster.message && <Text as="p">{cluster.message}</Text>}
        {cluster.health && <HealthScore health={cluster.health} />}
        <ClusterFacts cluster={cluster} />
        <NotKept cluster={cluster} />
        {limited > 0 && (
          <Text as="p" color="warning">
            {t('cluster.limitedKinds', { count: limited })}
          </Text>
        )}
      </CardBody>
    </Card>
  );
}
