import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Skeleton } from '@backstage/ui';
import { LoadFailure, RefetchNotice } from '@groundcrew/plugin-clusters-react';
import { useHealing } from '../../hooks/useHealing';
import { faultsTranslationRef } from '../../translation';
import { PageSection } from '../PageSection';
import { HealingJudgement } from './HealingJudgement';

/** Props of {@link HealingSection}. */
export interface HealingSectionProps {
  incidentId: number;
}

/** What healing makes of an incident, and what it did about it. Nothing where healing is not installed. */
export function HealingSection(props: HealingSectionProps) {
  const { t } = useTranslationRef(faultsTranslationRef);
  const query = useHealing(props.incidentId);
  const { data, error } = query;
  if (data && !data.view) {
    return null;
  }
  return (
    <PageSection level="h3" title={t('healing.heading')}>
      <RefetchNotice query={query} />
      {!data && !error && (
        <Skeleton height={64} data-testid="healing-skeleton" />
      )}
      {!data && error && (
        <LoadFailure
          title={t('failed.healing')}
          stillWorks={t('failed.stillWorks')}
          error={error}
          failingSince={query.failingSince}
          onRetry={query.refetch}
        />
      )}
      {data?.view && <HealingJudgement view={data.view} />}
    </PageSection>
  );
}
