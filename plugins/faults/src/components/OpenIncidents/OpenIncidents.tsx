import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useAddressFilter } from '@groundcrew/plugin-clusters-react';
import { useIncidentList } from '../../hooks/useIncidentList';
import { useMe } from '../../hooks/useMe';
import { faultsTranslationRef } from '../../translation';
import { FleetTimeline } from '../FleetTimeline';
import { backendFilter, IncidentFilters, pageFilter } from '../IncidentFilters';
import { IncidentResults } from '../IncidentResults';
import { IncidentsTabs } from '../IncidentsTabs';
import { PageStack } from '../PageStack';
import { OpenHeadline } from './OpenHeadline';

/** Everything that is wrong now, wherever whoever looks may see it. */
export function OpenIncidents() {
  const { t } = useTranslationRef(faultsTranslationRef);
  const { filter, change, goTo, clear } = useAddressFilter(pageFilter);
  const me = useMe();
  const query = useIncidentList(backendFilter(filter, 'current', me));
  const { data } = query;
  return (
    <PageStack>
      <IncidentsTabs />
      {data && data.incidents.length > 0 && <OpenHeadline list={data} />}
      <IncidentFilters
        filter={filter}
        incidents={data?.incidents ?? []}
        onChange={change}
      />
      <IncidentResults
        query={query}
        filter={filter}
        none={{ title: t('list.noneTitle'), hint: t('list.noneHint') }}
        onClear={clear}
        onGoTo={goTo}
      />
      <FleetTimeline filter={backendFilter(filter, 'all', me)} />
    </PageStack>
  );
}
