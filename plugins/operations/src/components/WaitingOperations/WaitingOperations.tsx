import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Skeleton, Text } from '@backstage/ui';
import { LoadFailure, RefetchNotice } from '@groundcrew/plugin-clusters-react';
import { useOperationList } from '@groundcrew/plugin-operations-react';
import { useState } from 'react';
import { operationsTranslationRef } from '../../translation';
import { OperationsTabs } from '../OperationsTabs';
import { WaitingCard } from './WaitingCard';
import { WAITING_FOR_ME } from './waitingForMe';
import styles from './WaitingOperations.module.css';

/** What waits for a decision of whoever is signed in. */
export function WaitingOperations() {
  const { t } = useTranslationRef(operationsTranslationRef);
  const query = useOperationList(WAITING_FOR_ME);
  const [answer, setAnswer] = useState<string>();
  const operations = query.data?.operations;
  return (
    <div className={styles.page}>
      <OperationsTabs waiting={query.data} />
      <RefetchNotice query={query} />
      <Text as="p" variant="body-medium" role="status">
        {answer}
      </Text>
      {query.isLoading && (
        <div className={styles.page} data-testid="waiting-skeleton">
          <Skeleton height={120} />
          <Skeleton height={120} />
        </div>
      )}
      {!operations && query.error && (
        <LoadFailure
          title={t('failed.title')}
          stillWorks={t('failed.stillWorks')}
          error={query.error}
          failingSince={query.failingSince}
          onRetry={query.refetch}
        />
      )}
      {operations?.length === 0 && (
        <div>
          <Text as="h2" variant="title-x-small">
            {t('waiting.emptyTitle')}
          </Text>
          <Text as="p" variant="body-medium" color="secondary">
            {t('waiting.emptyHint')}
          </Text>
        </div>
      )}
      {operations && operations.length > 0 && (
        <Text as="h2" variant="title-x-small">
          {t('waiting.heading', { count: operations.length })}
        </Text>
      )}
      {operations?.map(operation => (
        <WaitingCard
          key={operation.id}
          operation={operation}
          onDecided={(decision, { title }) => {
            setAnswer(t(`waiting.${decision}`, { title }));
            query.refetch();
          }}
        />
      ))}
    </div>
  );
}
