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
  useOptionalRoute,
} from '@groundcrew/plugin-clusters-react';
import { useFaults } from '../../hooks/useFaults';
import { useIncidentsPaths } from '../../hooks/useIncidentsPaths';
import { entityFaultsRouteRef } from '../../routes';
import { faultsTranslationRef } from '../../translation';
import { FaultsHeadline, LookedAt } from '../FaultsContent';
import { IncidentPhaseBadge } from '../IncidentPhaseBadge';
import { SeverityBadge } from '../SeverityBadge';
import styles from './IncidentsCard.module.css';

/** How many incidents the card names. */
const SHOWN = 3;

/** For the overview of an entity: whether anything is wrong, and the worst of it. */
export function IncidentsCard() {
  const { entity } = useEntity();
  const { t } = useTranslationRef(faultsTranslationRef);
  const query = useFaults(stringifyEntityRef(entity));
  const tab = useOptionalRoute(entityFaultsRouteRef)?.();
  const paths = useIncidentsPaths();
  const { data, error } = query;
  const more = data ? data.incidents.length - SHOWN : 0;
  return (
    <Card>
      <CardHeader className={styles.header}>
        <Text as="h2" variant="title-x-small">
          {t('card.title')}
        </Text>
        {tab && <Link href={tab}>{t('card.open')}</Link>}
      </CardHeader>
      <CardBody className={styles.body}>
        {!data && !error && (
          <Skeleton height={80} data-testid="card-skeleton" />
        )}
        {!data && error && (
          <LoadFailure
            title={t('failed.faults')}
            stillWorks={t('failed.stillWorks')}
            error={error}
            failingSince={query.failingSince}
            onRetry={query.refetch}
          />
        )}
        <RefetchNotice query={query} />
        {data && (
          <>
            <FaultsHeadline view={data} size="small" />
            <LookedAt clusters={data.clusters} />
            {data.incidents.length > 0 && (
              <ul className={styles.list}>
                {data.incidents.slice(0, SHOWN).map(incident => (
                  <li key={incident.id}>
                    <SeverityBadge severity={incident.severity} />
                    <span className={styles.words}>
                      {paths ? (
                        <Link href={paths.incident(incident.id)}>
                          {incident.title}
                        </Link>
                      ) : (
                        incident.title
                      )}
                    </span>
                    <IncidentPhaseBadge incident={incident} />
                  </li>
                ))}
              </ul>
            )}
            {more > 0 && (
              <span className={styles.quiet}>
                {t('card.more', { count: more })}
              </span>
            )}
          </>
        )}
      </CardBody>
    </Card>
  );
}
