import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert, Link, Skeleton } from '@backstage/ui';
import {
  isNotFound,
  LoadFailure,
  RefetchNotice,
} from '@groundcrew/plugin-clusters-react';
import { RiArrowLeftLine } from '@remixicon/react';
import { useParams } from 'react-router-dom';
import { useIncidentsPaths } from '../../hooks/useIncidentsPaths';
import { useRunbook } from '../../hooks/useRunbooks';
import { faultsTranslationRef } from '../../translation';
import { PageStack } from '../PageStack';
import { RunbookText } from './RunbookText';
import styles from './Runbooks.module.css';

/** One runbook with all that it says. */
export function RunbookPage() {
  const { id = '' } = useParams();
  const { t } = useTranslationRef(faultsTranslationRef);
  const paths = useIncidentsPaths();
  return (
    <PageStack>
      {paths && (
        <Link href={paths.runbooks} className={styles.back}>
          <RiArrowLeftLine size={16} aria-hidden /> {t('runbooks.back')}
        </Link>
      )}
      <OneRunbook key={id} id={id} />
    </PageStack>
  );
}

function OneRunbook({ id }: { id: string }) {
  const { t } = useTranslationRef(faultsTranslationRef);
  const query = useRunbook(id);
  const { data, error } = query;
  if (data) {
    return (
      <>
        <RefetchNotice query={query} />
        <RunbookText runbook={data} />
      </>
    );
  }
  if (!error) {
    return <Skeleton height={480} data-testid="runbook-skeleton" />;
  }
  return isNotFound(error) ? (
    <Alert
      status="info"
      icon
      title={t('runbooks.gone', { id })}
      description={t('runbooks.goneHint')}
    />
  ) : (
    <LoadFailure
      title={t('runbooks.failedOne')}
      stillWorks={t('failed.stillWorks')}
      error={error}
      failingSince={query.failingSince}
      onRetry={query.refetch}
    />
  );
}
