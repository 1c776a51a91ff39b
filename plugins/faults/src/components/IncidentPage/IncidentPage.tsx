import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert, Link, Skeleton } from '@backstage/ui';
import { isNotFound, LoadFailure } from '@groundcrew/plugin-clusters-react';
import { RiArrowLeftLine } from '@remixicon/react';
import { useParams } from 'react-router-dom';
import { useIncident } from '../../hooks/useIncident';
import { useIncidentsPaths } from '../../hooks/useIncidentsPaths';
import { faultsTranslationRef } from '../../translation';
import { IncidentView } from '../IncidentView';
import { PageStack } from '../PageStack';
import styles from './IncidentPage.module.css';

/** One incident with all that is known of it, live. */
export function IncidentPage() {
  const { id = '' } = useParams();
  const { t } = useTranslationRef(faultsTranslationRef);
  const paths = useIncidentsPaths();
  const number = Number(id);
  return (
    <PageStack>
      {paths && (
        <Link href={paths.open} className={styles.back}>
          <RiArrowLeftLine size={16} aria-hidden /> {t('incident.back')}
        </Link>
      )}
      {Number.isSafeInteger(number) && number > 0 ? (
        <OneIncident key={number} id={number} />
      ) : (
        <NoIncident id={id} />
      )}
    </PageStack>
  );
}

function OneIncident({ id }: { id: number }) {
  const { t } = useTranslationRef(faultsTranslationRef);
  const incident = useIncident(id);
  const { data, error } = incident;
  if (data) {
    return <IncidentView detail={data} incident={incident} />;
  }
  if (!error) {
    return <Skeleton height={480} data-testid="incident-skeleton" />;
  }
  return isNotFound(error) ? (
    <NoIncident id={String(id)} />
  ) : (
    <LoadFailure
      title={t('failed.incident')}
      stillWorks={t('failed.stillWorks')}
      error={error}
      failingSince={incident.failingSince}
      onRetry={incident.refetch}
    />
  );
}

function NoIncident({ id }: { id: string }) {
  const { t } = useTranslationRef(faultsTranslationRef);
  return (
    <Alert
      status="info"
      icon
      title={t('incident.gone', { id })}
      description={t('incident.goneHint')}
    />
  );
}
