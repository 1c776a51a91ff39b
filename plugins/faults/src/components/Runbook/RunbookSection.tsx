import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Skeleton } from '@backstage/ui';
import type { ObjectRef } from '@groundcrew/plugin-clusters-common';
import { LoadFailure, RefetchNotice } from '@groundcrew/plugin-clusters-react';
import type { IncidentDetail } from '@groundcrew/plugin-faults-common';
import { useIncidentRunbooks } from '../../hooks/useIncidentRunbooks';
import { faultsTranslationRef } from '../../translation';
import { Fold } from '../Fold';
import { PageSection } from '../PageSection';
import { RunbookGuide } from './RunbookGuide';

/** Props of {@link RunbookSection}. */
export interface RunbookSectionProps {
  detail: Pick<IncidentDetail, 'id' | 'phase' | 'severity'>;
  /** The entity to which a target belongs, where one is known. */
  entityOf(object: ObjectRef): string | undefined;
}

/** The runbook that fits an incident best, and the others folded. Nothing where none does. */
export function RunbookSection(props: RunbookSectionProps) {
  const { t } = useTranslationRef(faultsTranslationRef);
  const query = useIncidentRunbooks(props.detail.id);
  const { data, error } = query;
  if (data?.runbooks.length === 0) {
    return null;
  }
  const [best, ...others] = data?.runbooks ?? [];
  return (
    <PageSection level="h3" title={t('runbook.heading')}>
      <RefetchNotice query={query} />
      {!data && !error && (
        <Skeleton height={200} data-testid="runbook-skeleton" />
      )}
      {!data && error && (
        <LoadFailure
          title={t('runbooks.failed')}
          stillWorks={t('failed.stillWorks')}
          error={error}
          failingSince={query.failingSince}
          onRetry={query.refetch}
        />
      )}
      {best && <RunbookGuide key={best.id} {...props} runbook={best} />}
      {others.length > 0 && (
        <Fold title={t('runbook.others', { count: others.length })}>
          {others.map(runbook => (
            <Fold key={runbook.id} title={runbook.title}>
              <RunbookGuide {...props} runbook={runbook} />
            </Fold>
          ))}
        </Fold>
      )}
    </PageSection>
  );
}
