import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, Text } from '@backstage/ui';
import {
  LoadFailure,
  RefetchNotice,
  useAddressFilter,
} from '@groundcrew/plugin-clusters-react';
import { useOperationList } from '@groundcrew/plugin-operations-react';
import { operationsTranslationRef } from '../../translation';
import { AuditTools } from '../AuditTrail';
import { OperationsTabs } from '../OperationsTabs';
import { WAITING_FOR_ME } from '../WaitingOperations/waitingForMe';
import styles from './AllOperations.module.css';
import { backendFilter } from './backendFilter';
import { OperationFilters } from './OperationFilters';
import { OperationTable } from './OperationTable';
import { pageFilter } from './pageFilter';

/** Everything that was asked for, by whom or by which loop, and what became of it. */
export function AllOperations() {
  const { t } = useTranslationRef(operationsTranslationRef);
  const { filter, change, goTo, clear } = useAddressFilter(pageFilter);
  const asked = backendFilter(filter);
  const query = useOperationList(asked);
  const waiting = useOperationList(WAITING_FOR_ME);
  const { data } = query;
  const isFiltered = pageFilter.isFiltering(filter);
  return (
    <div className={styles.page}>
      <OperationsTabs waiting={waiting.data} />
      <OperationFilters
        filter={filter}
        operations={data?.operations ?? []}
        onChange={change}
      />
      <RefetchNotice query={query} />
      {!data && query.error ? (
        <LoadFailure
          title={t('failed.title')}
          stillWorks={t('failed.stillWorks')}
          error={query.error}
          failingSince={query.failingSince}
          onRetry={query.refetch}
        />
      ) : (
        <OperationTable operations={data?.operations} />
      )}
      {data?.operations.length === 0 && (
        <div className={styles.empty}>
          <Text as="h2" variant="title-x-small">
            {t(isFiltered ? 'list.noneTitle' : 'list.emptyTitle')}
          </Text>
          <Text as="p" variant="body-medium" color="secondary">
            {t(isFiltered ? 'list.noneHint' : 'list.emptyHint')}
          </Text>
          {isFiltered && (
            <Button size="small" variant="secondary" onPress={clear}>
              {t('list.clear')}
            </Button>
          )}
        </div>
      )}
      {(filter.cursor || data?.nextCursor) && (
        <nav className={styles.pages} aria-label={t('list.pages')}>
          {filter.cursor && (
            <Button size="small" variant="secondary" onPress={() => goTo('')}>
              {t('list.newest')}
            </Button>
          )}
          {data?.nextCursor && (
            <Button
              size="small"
              variant="secondary"
              onPress={() => goTo(data.nextCursor ?? '')}
            >
              {t('list.older')}
            </Button>
          )}
        </nav>
      )}
      <AuditTools filter={asked} />
    </div>
  );
}
