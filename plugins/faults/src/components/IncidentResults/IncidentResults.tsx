import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, Text } from '@backstage/ui';
import {
  EmptyState,
  LoadFailure,
  RefetchNotice,
  type LiveQueryResult,
} from '@groundcrew/plugin-clusters-react';
import type { IncidentList } from '@groundcrew/plugin-faults-common';
import { faultsTranslationRef } from '../../translation';
import { pageFilter, type PageFilter } from '../IncidentFilters';
import { IncidentTable } from '../IncidentTable';
import { IncidentPages } from './IncidentPages';

/** Props of {@link IncidentResults}. */
export interface IncidentResultsProps {
  query: LiveQueryResult<IncidentList>;
  filter: PageFilter;
  /** What is said when there is none at all, and nothing is filtered by. */
  none: { title: string; hint: string };
  onClear(): void;
  onGoTo(cursor: string): void;
}

/** What the filters let through, or why nothing is there. */
export function IncidentResults(props: IncidentResultsProps) {
  const { filter, none, query } = props;
  const { t } = useTranslationRef(faultsTranslationRef);
  const { data, error } = query;
  if (!data && error) {
    return (
      <LoadFailure
        title={t('failed.incidents')}
        stillWorks={t('failed.stillWorks')}
        error={error}
        failingSince={query.failingSince}
        onRetry={query.refetch}
      />
    );
  }
  const isFiltered = pageFilter.isFiltering(filter);
  return (
    <>
      <RefetchNotice query={query} />
      {data?.incidents.length === 0 ? (
        <EmptyState
          title={isFiltered ? t('list.noneFilteredTitle') : none.title}
        >
          <Text as="p" variant="body-medium" color="secondary">
            {isFiltered ? t('list.noneFilteredHint') : none.hint}
          </Text>
          {isFiltered && (
            <div>
              <Button size="small" variant="secondary" onPress={props.onClear}>
                {t('filters.clear')}
              </Button>
            </div>
          )}
        </EmptyState>
      ) : (
        <IncidentTable label={t('table.label')} incidents={data?.incidents} />
      )}
      <IncidentPages
        cursor={filter.cursor}
        nextCursor={data?.nextCursor}
        onGoTo={props.onGoTo}
      />
    </>
  );
}
