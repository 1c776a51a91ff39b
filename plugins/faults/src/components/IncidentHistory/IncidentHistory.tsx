import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useAddressFilter } from '@groundcrew/plugin-clusters-react';
import { useIncidentList } from '../../hooks/useIncidentList';
import { useMe } from '../../hooks/useMe';
import { faultsTranslationRef } from '../../translation';
import { backendFilter, IncidentFilters, pageFilter } from '../IncidentFilters';
import { IncidentResults } from '../IncidentResults';
import { IncidentsTabs } from '../IncidentsTabs';
import { PageStack } from '../PageStack';

/** Incidents that have ended, or all of them, the newest first. */
export function IncidentHistory() {
  const { t } = useTranslationRef(faultsTranslationRef);
  const { filter, change, goTo, clear } = useAddressFilter(pageFilter);
  const state = filter.state === 'all' ? 'all' : 'resolved';
  const query = useIncidentList(backendFilter(filter, state, useMe()));
  return (
    <PageStack>
      <IncidentsTabs />
      <IncidentFilters
        isHistory
        filter={filter}
        incidents={query.data?.incidents ?? []}
        onChange={change}
      />
      <IncidentResults
        query={query}
        filter={filter}
        none={{
          title: t('list.noneHistoryTitle'),
          hint: t('list.noneHistoryHint'),
        }}
        onClear={clear}
        onGoTo={goTo}
      />
    </PageStack>
  );
}
