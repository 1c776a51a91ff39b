import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert, Link, Skeleton } from '@backstage/ui';
import { isNotFound, LoadFailure } from '@groundcrew/plugin-clusters-react';
import {
  useOperation,
  useOperationsPaths,
} from '@groundcrew/plugin-operations-react';
import { RiArrowLeftLine } from '@remixicon/react';
import { useParams } from 'react-router-dom';
import { operationsTranslationRef } from '../../translation';
import { OperationContent } from './OperationContent';
import styles from './OperationPage.module.css';

/** One operation with all that is known of it, live. */
export function OperationPage() {
  const { id = '' } = useParams();
  const { t } = useTranslationRef(operationsTranslationRef);
  const paths = useOperationsPaths();
  const operation = useOperation(id);
  const { data, error } = operation;
  return (
    <div className={styles.page}>
      {paths && (
        <Link href={paths.all} className={styles.back}>
          <RiArrowLeftLine size={16} aria-hidden /> {t('operation.back')}
        </Link>
      )}
      {data && (
        <OperationContent key={id} detail={data} operation={operation} />
      )}
      {!data && !error && (
        <div className={styles.page} data-testid="operation-skeleton">
          <Skeleton height={32} width="40%" />
          <Skeleton height={80} />
          <Skeleton height={240} />
        </div>
      )}
      {!data && error && isNotFound(error) && (
        <Alert
          status="info"
          icon
          title={t('operation.gone', { id })}
          description={t('operation.goneHint')}
        />
      )}
      {!data && error && !isNotFound(error) && (
        <LoadFailure
          title={t('failed.title')}
          stillWorks={t('failed.stillWorks')}
          error={error}
          failingSince={operation.failingSince}
          onRetry={operation.refetch}
        />
      )}
    </div>
  );
}
