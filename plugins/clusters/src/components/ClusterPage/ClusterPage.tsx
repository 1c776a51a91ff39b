import { ResponseError } from '@backstage/errors';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  Alert,
  Button,
  Card,
  CardBody,
  CardHeader,
  Link,
  Skeleton,
  Text,
} from '@backstage/ui';
import type { ClusterDetail } from '@groundcrew/plugin-clusters-common';
import {
  FreshnessNotice,
  RefetchNotice,
  RelativeTime,
} from '@groundcrew/plugin-clusters-react';
import { OperationDialogProvider } from '@groundcrew/plugin-operations-react';
import { RiArrowLeftLine } from '@remixicon/react';
import { useParams, useResolvedPath } from 'react-router-dom';
import { useCluster } from '../../hooks/useClusters';
import { clustersTranslationRef } from '../../translation';
import { ClusterFacts } from '../ClusterCard/ClusterFacts';
import { HealthScore } from '../HealthScore';
import { KindTable } from '../KindTable';
import { NodeTable } from '../NodeTable';
import { NotKept } from '../NotKept';
import styles from './ClusterPage.module.css';

/** One cluster: its health with all its parts, its nodes, and the kinds that are watched. */
export function ClusterPage() {
  const { cluster: name = '' } = useParams();
  const { t } = useTranslationRef(clustersTranslationRef);
  const { pathname: fleetPath } = useResolvedPath('..');
  const query = useCluster(name);
  return (
    <div className={styles.page}>
      <Link href={fleetPath} className={styles.back}>
        <RiArrowLeftLine size={16} aria-hidden /> {t('cluster.back')}
      </Link>
      <RefetchNotice query={query} />
      <OperationDialogProvider>
        {query.data && <ClusterContent cluster={query.data} />}
      </OperationDialogProvider>
      {!query.data && query.isLoading && <Skeleton height={320} />}
      {!query.data && query.error && (
        <Failure name={name} error={query.error} onRetry={query.refetch} />
      )}
    </div>
  );
}

function Failure(props: { name: string; error: Error; onRetry(): void }) {
  const { t } = useTranslationRef(clustersTranslationRef);
  const isGone =
    props.error instanceof ResponseError && props.error.statusCode === 404;
  return (
    <Alert
      status={isGone ? 'info' : 'danger'}
      icon
      title={
        isGone ? t('cluster.gone', { name: props.name }) : t('fleet.failed')
      }
      description={isGone ? t('cluster.goneHint') : props.error.message}
      customActions={
        <Button size="small" variant="secondary" onPress={props.onRetry}>
          {t('fleet.retry')}
        </Button>
      }
    />
  );
}

function ClusterContent({ cluster }: { cluster: ClusterDetail }) {
  const { t } = useTranslationRef(clustersTranslationRef);
  const { observedAt } = cluster.freshness;
  return (
    <>
      <div>
        <Text as="h2" variant="title-small">
          {cluster.title ?? cluster.name}
        </Text>
        <Text as="p" color="secondary">
          {[
            t(`state.${cluster.state}`),
            cluster.environment,
            cluster.version,
            cluster.provider,
            cluster.region,
            t(`origin.${cluster.origin}`),
          ]
            .filter(Boolean)
            .join(' · ')}
        </Text>
        {cluster.dashboardUrl && (
          <Link href={cluster.dashboardUrl} target="_blank">
            {t('cluster.dashboard')}
          </Link>
        )}
      </div>
      <FreshnessNotice freshness={cluster.freshness} />
      {cluster.state !== 'live' &&
        cluster.message &&
        !cluster.freshness.stale && (
          <Alert status="warning" icon title={cluster.message} />
        )}
      <NotKept cluster={cluster} />
      <div className={styles.columns}>
        <Card>
          <CardHeader>
            <Text as="h3" variant="title-x-small">
              {t('health.heading')}
            </Text>
          </CardHeader>
          <CardBody>
            {cluster.health ? (
              <HealthScore health={cluster.health} detailed />
            ) : (
              <Text color="secondary">{t('cluster.unknown')}</Text>
            )}
          </CardBody>
        </Card>
        <Card>
          <CardHeader>
            <Text as="h3" variant="title-x-small">
              {t('cluster.capacityHeading')}
            </Text>
          </CardHeader>
          <CardBody className={styles.facts}>
            <ClusterFacts cluster={cluster} />
            {observedAt && (
              <Text color="secondary" as="p">
                {t('cluster.heardOf', {
                  time: <RelativeTime at={observedAt} />,
                })}
              </Text>
            )}
          </CardBody>
        </Card>
      </div>
      <NodeTable nodes={cluster.nodeList} cluster={cluster.name} />
      <KindTable kinds={cluster.kinds} />
    </>
  );
}
