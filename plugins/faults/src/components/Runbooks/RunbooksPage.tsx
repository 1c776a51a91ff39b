import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Skeleton, Text } from '@backstage/ui';
import { LoadFailure, RefetchNotice } from '@groundcrew/plugin-clusters-react';
import { useRunbooks } from '../../hooks/useRunbooks';
import { faultsTranslationRef } from '../../translation';
import { IncidentsTabs } from '../IncidentsTabs';
import { PageSection } from '../PageSection';
import { PageStack } from '../PageStack';
import { BrokenRunbooks } from './BrokenRunbooks';
import { RunbookTable } from './RunbookTable';

/** All runbooks with what each is for, and the files that should be some and are not. */
export function RunbooksPage() {
  const { t } = useTranslationRef(faultsTranslationRef);
  const query = useRunbooks();
  const { data, error } = query;
  return (
    <PageStack>
      <IncidentsTabs />
      <RefetchNotice query={query} />
      {!data && error && (
        <LoadFailure
          title={t('runbooks.failed')}
          stillWorks={t('failed.stillWorks')}
          error={error}
          failingSince={query.failingSince}
          onRetry={query.refetch}
        />
      )}
      {data && data.broken.length > 0 && (
        <BrokenRunbooks broken={data.broken} />
      )}
      <PageSection title={t('runbooks.heading')}>
        <Text as="p" variant="body-medium" color="secondary">
          {t('runbooks.hint')}
        </Text>
        {!data && !error && (
          <Skeleton height={320} data-testid="runbooks-skeleton" />
        )}
        {data && <RunbookTable runbooks={data.runbooks} />}
      </PageSection>
    </PageStack>
  );
}
