import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Skeleton, Text } from '@backstage/ui';
import { LoadFailure, RefetchNotice } from '@groundcrew/plugin-clusters-react';
import type { FaultsView } from '@groundcrew/plugin-faults-common';
import { useFaults } from '../../hooks/useFaults';
import { faultsTranslationRef } from '../../translation';
import { Fold } from '../Fold';
import { IncidentTable } from '../IncidentTable';
import { PageSection } from '../PageSection';
import { PageStack } from '../PageStack';
import { Reliability } from '../Reliability';
import { CauseList } from './CauseList';
import styles from './FaultsContent.module.css';
import { FaultsHeadline } from './FaultsHeadline';
import {
  causesWithoutIncident,
  judgementOf,
  latentCauses,
} from './judgementOf';
import { LookedAt } from './LookedAt';
import { PastIncidents } from './PastIncidents';
import { WorstIncident } from './WorstIncident';

/** Props of {@link EntityFaults}. */
export interface EntityFaultsProps {
  entityRef: string;
}

/** What is wrong with an entity and why, what may be done about it, and how it did before. */
export function EntityFaults(props: EntityFaultsProps) {
  const { entityRef } = props;
  const { t } = useTranslationRef(faultsTranslationRef);
  const query = useFaults(entityRef);
  const { data, error } = query;
  return (
    <PageStack>
      {!data && error && (
        <LoadFailure
          title={t('failed.faults')}
          stillWorks={t('failed.stillWorks')}
          error={error}
          failingSince={query.failingSince}
          onRetry={query.refetch}
        />
      )}
      {!data && !error && <FaultsSkeleton />}
      {data && (
        <>
          <div className={styles.answer}>
            <FaultsHeadline view={data} />
            <LookedAt clusters={data.clusters} />
          </div>
          <RefetchNotice query={query} />
          <NowWrong view={data} entityRef={entityRef} />
        </>
      )}
      <Reliability entityRef={entityRef} />
      <PastIncidents entityRef={entityRef} />
    </PageStack>
  );
}

/** What is wrong now, the worst in full. */
function NowWrong({
  view,
  entityRef,
}: {
  view: FaultsView;
  entityRef: string;
}) {
  const { t } = useTranslationRef(faultsTranslationRef);
  const judgement = judgementOf(view);
  const worst = judgement.is === 'incidents' ? judgement.worst : undefined;
  const others = view.incidents.filter(({ id }) => id !== worst?.id);
  const found = causesWithoutIncident(view);
  const latent = latentCauses(view);
  return (
    <>
      {worst && (
        <WorstIncident key={worst.id} id={worst.id} entityRef={entityRef} />
      )}
      {others.length > 0 && (
        <PageSection title={t('tab.others')}>
          <IncidentTable label={t('tab.others')} incidents={others} />
        </PageSection>
      )}
      {found.length > 0 && (
        <PageSection title={t('tab.causes')}>
          <CauseList causes={found} entityRef={entityRef} />
        </PageSection>
      )}
      {latent.length > 0 && (
        <Fold title={t('tab.latent', { amount: String(latent.length) })}>
          <p className={styles.quiet}>{t('tab.latentHint')}</p>
          <CauseList causes={latent} entityRef={entityRef} />
        </Fold>
      )}
      {view.hidden > 0 && (
        <Text as="p" variant="body-small" color="secondary">
          {t('hidden', { count: view.hidden })}
        </Text>
      )}
    </>
  );
}

/** The shape of the tab while it is read for the first time. */
function FaultsSkeleton() {
  return (
    <div className={styles.answer} aria-hidden data-testid="faults-skeleton">
      <Skeleton width="60%" height={28} />
      <Skeleton width="20%" height={18} />
      <Skeleton height={320} />
    </div>
  );
}
