import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { usePermission } from '@backstage/plugin-permission-react';
import { Alert, Button, ButtonLink, Skeleton, Text } from '@backstage/ui';
import {
  clustersRegisterPermission,
  compareEnvironments,
  type ClusterList,
} from '@groundcrew/plugin-clusters-common';
import { RefetchNotice } from '@groundcrew/plugin-clusters-react';
import { RiAddLine } from '@remixicon/react';
import { useClusters } from '../../hooks/useClusters';
import { useRootPath } from '../../hooks/useRootPath';
import { clustersTranslationRef } from '../../translation';
import { ClusterCard } from '../ClusterCard';
import styles from './FleetPage.module.css';
import { needsAttention } from './needsAttention';

/** Every cluster: whether anything needs doing, then a card for each. */
export function FleetPage() {
  const { t } = useTranslationRef(clustersTranslationRef);
  const query = useClusters();
  const rootPath = useRootPath();
  const { allowed: mayRegister } = usePermission({
    permission: clustersRegisterPermission,
  });

  if (query.data === undefined && query.error) {
    return (
      <Alert
        status="danger"
        icon
        title={t('fleet.failed')}
        description={query.error.message}
        customActions={
          <Button size="small" variant="secondary" onPress={query.refetch}>
            {t('fleet.retry')}
          </Button>
        }
      />
    );
  }
  return (
    <div className={styles.page}>
      <div className={styles.top}>
        {query.data ? (
          <Headline list={query.data} />
        ) : (
          <Skeleton width={360} height={24} />
        )}
        {mayRegister && (
          <ButtonLink
            href={`${rootPath}/_register`}
            variant="secondary"
            iconStart={<RiAddLine />}
          >
            {t('fleet.register')}
          </ButtonLink>
        )}
      </div>
      <RefetchNotice query={query} />
      <div className={styles.grid}>
        {query.data
          ? inOrder(query.data).map(cluster => (
              <ClusterCard key={cluster.name} cluster={cluster} />
            ))
          : [1, 2, 3].map(key => <Skeleton key={key} height={260} />)}
      </div>
      {query.data && query.data.problems.length > 0 && (
        <Problems list={query.data} />
      )}
    </div>
  );
}

function inOrder({ items, environments }: ClusterList) {
  return [...items].sort(
    (left, right) =>
      compareEnvironments(left.environment, right.environment, environments) ||
      left.name.localeCompare(right.name, 'en'),
  );
}

function Headline({ list }: { list: ClusterList }) {
  const { t } = useTranslationRef(clustersTranslationRef);
  const troubled = list.items.filter(needsAttention);
  if (list.items.length === 0) {
    return (
      <div>
        <Text as="h2" variant="title-small">
          {t('fleet.empty')}
        </Text>
        <Text as="p" color="secondary">
          {t('fleet.emptyHint')}
        </Text>
      </div>
    );
  }
  return (
    <Text as="h2" variant="title-small">
      {troubled.length === 0
        ? t('fleet.allWell', { count: list.items.length })
        : t('fleet.attention', {
            count: troubled.length,
            total: String(list.items.length),
            names: troubled.map(({ title, name }) => title ?? name).join(', '),
          })}
    </Text>
  );
}

function Problems({ list }: { list: ClusterList }) {
  const { t } = useTranslationRef(clustersTranslationRef);
  return (
    <section aria-labelledby="left-out">
      <Text as="h3" variant="title-x-small" id="left-out">
        {t('fleet.problems')}
      </Text>
      <ul className={styles.problems}>
        {list.problems.map(({ cluster, message }) => (
          <li key={`${cluster} ${message}`}>
            <strong>{cluster}</strong>: {message}
          </li>
        ))}
      </ul>
    </section>
  );
}
