import { stringifyEntityRef } from '@backstage/catalog-model';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useEntity } from '@backstage/plugin-catalog-react';
import {
  Card,
  CardBody,
  CardHeader,
  Link,
  Skeleton,
  Text,
} from '@backstage/ui';
import {
  LoadFailure,
  RefetchNotice,
  RelativeTime,
} from '@groundcrew/plugin-clusters-react';
import {
  ActorName,
  PhaseBadge,
  useOperationList,
  useOperationsPaths,
} from '@groundcrew/plugin-operations-react';
import { operationsTranslationRef } from '../../translation';
import styles from './LastOperationsCard.module.css';

/** How many operations the card shows. */
const SHOWN = 5;

/** For the overview of an entity: what was changed of it last, by whom, and what became of it. */
export function LastOperationsCard() {
  const { entity } = useEntity();
  const { t } = useTranslationRef(operationsTranslationRef);
  const paths = useOperationsPaths();
  const entityRef = stringifyEntityRef(entity);
  const query = useOperationList({ entityRef, limit: SHOWN });
  const { data, error, failingSince, refetch } = query;
  return (
    <Card>
      <CardHeader className={styles.header}>
        <Text as="h2" variant="title-x-small">
          {t('card.title')}
        </Text>
        {paths && (
          <Link href={`${paths.all}?entity=${encodeURIComponent(entityRef)}`}>
            {t('card.all')}
          </Link>
        )}
      </CardHeader>
      <CardBody className={styles.body}>
        {query.isLoading && (
          <Skeleton height={120} data-testid="card-skeleton" />
        )}
        {!data && error && (
          <LoadFailure
            title={t('failed.title')}
            stillWorks={t('failed.stillWorks')}
            error={error}
            failingSince={failingSince}
            onRetry={refetch}
          />
        )}
        <RefetchNotice query={query} />
        {data?.operations.length === 0 && (
          <Text as="p" variant="body-medium" color="secondary">
            {t('card.empty')}
          </Text>
        )}
        {data && data.operations.length > 0 && (
          <ul className={styles.list}>
            {data.operations.map(operation => (
              <li key={operation.id}>
                <span title={operation.phaseReason}>
                  <PhaseBadge phase={operation.phase} />
                </span>
                <span className={styles.words}>
                  {paths ? (
                    <Link href={paths.operation(operation.id)}>
                      {operation.title}
                    </Link>
                  ) : (
                    operation.title
                  )}
                  <span className={styles.quiet}>
                    {operation.environment ?? operation.target.cluster}
                    {' · '}
                    <ActorName actor={operation.requestedBy} />
                    {' · '}
                    <RelativeTime at={operation.requestedAt} />
                  </span>
                </span>
              </li>
            ))}
          </ul>
        )}
      </CardBody>
    </Card>
  );
}
