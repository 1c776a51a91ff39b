import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Skeleton, Text } from '@backstage/ui';
import {
  EmptyState,
  isNotFound,
  LoadFailure,
  RefetchNotice,
} from '@groundcrew/plugin-clusters-react';
import type { AlertList } from '@groundcrew/plugin-faults-common';
import { useAlerts } from '../../hooks/useAlerts';
import { faultsTranslationRef } from '../../translation';
import { Fold } from '../Fold';
import { IncidentsTabs } from '../IncidentsTabs';
import { PageStack } from '../PageStack';
import { AlertServers } from './AlertServers';
import { AlertsHeadline } from './AlertsHeadline';
import { AlertsSetup } from './AlertsSetup';
import { AlertTable } from './AlertTable';

const MODULE = '@groundcrew/plugin-faults-backend-module-alertmanager';

/** Alerts of Prometheus: what became of each, and why. */
export function AlertsPage() {
  const { t } = useTranslationRef(faultsTranslationRef);
  const query = useAlerts();
  const { data, error } = query;
  return (
    <PageStack>
      <IncidentsTabs />
      <RefetchNotice query={query} />
      {!data && !error && (
        <>
          <Skeleton height={36} />
          <Skeleton height={240} />
        </>
      )}
      {!data && error && !isNotFound(error) && (
        <LoadFailure
          title={t('alerts.failed')}
          stillWorks={t('failed.stillWorks')}
          error={error}
          failingSince={query.failingSince}
          onRetry={query.refetch}
        />
      )}
      {!data && error && isNotFound(error) && (
        <EmptyState title={t('alerts.absentTitle')}>
          <Text as="p" variant="body-medium" color="secondary">
            {t('alerts.absentHint', { module: MODULE })}
          </Text>
        </EmptyState>
      )}
      {data && <Alerts list={data} />}
    </PageStack>
  );
}

function Alerts({ list }: { list: AlertList }) {
  const { t } = useTranslationRef(faultsTranslationRef);
  const { alerts, hidden, isConfigured, servers } = list;
  const over = alerts.filter(({ state }) => state === 'resolved');
  const firing = alerts.filter(({ state }) => state !== 'resolved');
  const isEmpty = alerts.length === 0 && hidden === 0;
  return (
    <>
      <AlertServers servers={servers} />
      {isEmpty && <AlertsSetup isConfigured={isConfigured} />}
      {!isEmpty && <AlertsHeadline list={list} />}
      {firing.length > 0 && (
        <AlertTable alerts={firing} label={t('alerts.label')} />
      )}
      {over.length > 0 && (
        <Fold title={t('alerts.over', { count: over.length })}>
          <AlertTable alerts={over} label={t('alerts.overLabel')} />
        </Fold>
      )}
    </>
  );
}
