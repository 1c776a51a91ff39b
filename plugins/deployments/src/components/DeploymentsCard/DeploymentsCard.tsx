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
  StatusBadge,
} from '@groundcrew/plugin-clusters-react';
import { useDeployments } from '../../hooks/useDeployments';
import { useDeploymentsPaths } from '../../hooks/useDeploymentsPaths';
import { deploymentsTranslationRef } from '../../translation';
import { Headline } from '../Headline';
import styles from './DeploymentsCard.module.css';
import { placeRows } from './placeRows';

/** For the overview of an entity: what runs where in a sentence, and a row for each place. */
export function DeploymentsCard() {
  const { entity } = useEntity();
  const { t } = useTranslationRef(deploymentsTranslationRef);
  const query = useDeployments(stringifyEntityRef(entity));
  const paths = useDeploymentsPaths();
  const { data: view, error, failingSince, refetch } = query;

  return (
    <Card>
      <CardHeader className={styles.header}>
        <Text as="h2" variant="title-x-small">
          {t('card.title')}
        </Text>
        {paths && <Link href={paths.overview}>{t('card.open')}</Link>}
      </CardHeader>
      <CardBody className={styles.body}>
        {!view && !error && <Skeleton height={120} />}
        {!view && error && (
          <LoadFailure
            title={t('failed.title', { entity: entity.metadata.name })}
            stillWorks={t('failed.stillWorks')}
            error={error}
            failingSince={failingSince}
            onRetry={refetch}
          />
        )}
        <RefetchNotice query={query} />
        {view && view.places.length === 0 && (
          <Text as="p" variant="body-medium" color="secondary">
            {view.link.type === 'selector' && view.link.problem
              ? view.link.problem
              : t('card.unlinked')}
          </Text>
        )}
        {view && view.places.length > 0 && (
          <>
            <Headline view={view} size="small" />
            <table className={styles.table}>
              <thead>
                <tr>
                  <th scope="col">{t('card.environment')}</th>
                  <th scope="col">{t('card.status')}</th>
                  <th scope="col">{t('card.version')}</th>
                  <th scope="col" className={styles.number}>
                    {t('card.replicas')}
                  </th>
                </tr>
              </thead>
              <tbody>
                {placeRows(view.places).map(row => (
                  <tr key={row.id}>
                    <th scope="row">
                      {paths && row.workload ? (
                        <Link weight="bold" href={paths.workload(row.workload)}>
                          {row.name}
                        </Link>
                      ) : (
                        row.name
                      )}
                    </th>
                    <td>
                      <StatusBadge status={row.status} />
                    </td>
                    <td>{row.version}</td>
                    <td className={styles.number}>
                      {row.ready} / {row.desired}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </>
        )}
      </CardBody>
    </Card>
  );
}
