import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Skeleton, Text } from '@backstage/ui';
import {
  EmptyState,
  isNotFound,
  LoadFailure,
  RefetchNotice,
} from '@groundcrew/plugin-clusters-react';
import { useHealingOverview } from '../../hooks/useHealingOverview';
import { faultsTranslationRef } from '../../translation';
import { IncidentsTabs } from '../IncidentsTabs';
import { PageStack } from '../PageStack';
import { HealingControls } from './HealingControls';
import { HealingHeadline } from './HealingHeadline';

const MODULE = '@groundcrew/plugin-faults-backend-module-healing';

/** What goes on without a person when something breaks, how it did, and the ways to stop it. */
export function HealingPage() {
  const { t } = useTranslationRef(faultsTranslationRef);
  const query = useHealingOverview();
  const { data, error } = query;
  return (
    <PageStack>
      <IncidentsTabs />
      <RefetchNotice query={query} />
      {!data && !error && (
        <>
          <Skeleton height={36} data-testid="policies-skeleton" />
          <Skeleton height={320} />
        </>
      )}
      {!data && error && !isNotFound(error) && (
        <LoadFailure
          title={t('failed.policies')}
          stillWorks={t('failed.stillWorks')}
          error={error}
          failingSince={query.failingSince}
          onRetry={query.refetch}
        />
      )}
      {!data && error && isNotFound(error) && (
        <EmptyState title={t('policies.absentTitle')}>
          <Text as="p" variant="body-medium" color="secondary">
            {t('policies.absentHint', { module: MODULE })}
          </Text>
        </EmptyState>
      )}
      {data && <HealingHeadline overview={data} />}
      {data && <HealingControls overview={data} onChanged={query.refetch} />}
    </PageStack>
  );
}
