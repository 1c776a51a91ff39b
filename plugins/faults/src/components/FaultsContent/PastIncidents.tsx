import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Link } from '@backstage/ui';
import { LoadFailure, RefetchNotice } from '@groundcrew/plugin-clusters-react';
import { useIncidentList } from '../../hooks/useIncidentList';
import { useIncidentsPaths } from '../../hooks/useIncidentsPaths';
import { faultsTranslationRef } from '../../translation';
import { IncidentTable } from '../IncidentTable';
import { PageSection } from '../PageSection';
import styles from './FaultsContent.module.css';

/** How many are shown. */
const SHOWN = 10;

/** Props of {@link PastIncidents}. */
export interface PastIncidentsProps {
  entityRef: string;
}

/** What was wrong with an entity before. */
export function PastIncidents(props: PastIncidentsProps) {
  const { entityRef } = props;
  const { t } = useTranslationRef(faultsTranslationRef);
  const paths = useIncidentsPaths();
  const query = useIncidentList({
    state: 'resolved',
    entityRef,
    limit: SHOWN,
  });
  const { data, error } = query;
  return (
    <PageSection
      title={t('tab.past')}
      aside={
        paths &&
        data?.nextCursor && (
          <Link
            href={`${paths.history}?${new URLSearchParams({
              entity: entityRef,
            })}`}
          >
            {t('tab.allPast')}
          </Link>
        )
      }
    >
      <RefetchNotice query={query} />
      {!data && error && (
        <LoadFailure
          title={t('failed.incidents')}
          stillWorks={t('failed.stillWorks')}
          error={error}
          failingSince={query.failingSince}
          onRetry={query.refetch}
        />
      )}
      {data?.incidents.length === 0 && (
        <span className={styles.quiet}>{t('tab.pastNone')}</span>
      )}
      {(data ? data.incidents.length > 0 : !error) && (
        <IncidentTable label={t('tab.past')} incidents={data?.incidents} />
      )}
    </PageSection>
  );
}
