import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Box } from '@backstage/ui';
import { RefetchNotice } from '@groundcrew/plugin-clusters-react';
import type { ObjectRef } from '@groundcrew/plugin-clusters-common';
import type { IncidentDetail } from '@groundcrew/plugin-faults-common';
import type { IncidentResult } from '../../hooks/useIncident';
import { faultsTranslationRef } from '../../translation';
import { IncidentActions } from '../IncidentActions';
import { HealingSection } from '../HealingSection';
import { NoticesSection } from '../Notices';
import { entityOf } from '../ObjectName';
import { PageSection } from '../PageSection';
import { RunbookSection } from '../Runbook';
import { CauseGraph } from './CauseGraph';
import { ChangeList } from './ChangeList';
import { Confidence } from './Confidence';
import { EvidenceList } from './EvidenceList';
import { ExclusionList } from './ExclusionList';
import { ImpactList } from './ImpactList';
import { IncidentHeader } from './IncidentHeader';
import { IncidentTimeline } from './IncidentTimeline';
import styles from './IncidentView.module.css';
import { ProposalList } from './ProposalList';

/** Props of {@link IncidentView}. */
export interface IncidentViewProps {
  detail: IncidentDetail;
  /** Where `detail` comes from. */
  incident: IncidentResult;
  /** Whether its own page has to be reached from here. */
  isEmbedded?: boolean;
  /** The entity on whose page this is. */
  entityRef?: string;
}

/** One incident: what is wrong, what may be done about it, why it is so, and what became of it. */
export function IncidentView(props: IncidentViewProps) {
  const { detail, entityRef, incident, isEmbedded } = props;
  const { explanation, phase, severity, severityReasons } = detail;
  const { t } = useTranslationRef(faultsTranslationRef);
  const entityFor = (object: ObjectRef) =>
    entityOf(object, detail.entities) ?? entityRef;
  return (
    <Box
      as="article"
      bg="neutral"
      className={styles.view}
      data-tone={toneOf(detail)}
    >
      <IncidentHeader detail={detail} isEmbedded={isEmbedded} />
      <RefetchNotice query={incident} />
      <IncidentActions detail={detail} onAnswer={incident.accept} />
      <PageSection level="h3" title={t('why.heading')}>
        <CauseGraph
          explanation={{
            ...explanation,
            workloads: explanation.impact.workloads,
          }}
          entityOf={entityFor}
        />
      </PageSection>
      <div className={styles.columns}>
        <div className={styles.column}>
          <HealingSection incidentId={detail.id} />
          <PageSection level="h3" title={t('proposals.heading')}>
            {phase === 'resolved' ? (
              <span className={styles.quiet}>{t('proposals.over')}</span>
            ) : (
              <ProposalList
                proposals={explanation.proposals}
                // An operation on what is not the entity's own would be refused.
                entityOf={object => entityOf(object, detail.entities)}
              />
            )}
          </PageSection>
          <RunbookSection
            detail={detail}
            entityOf={object => entityOf(object, detail.entities)}
          />
          <PageSection level="h3" title={t('evidence.heading')}>
            <EvidenceList finding={explanation.cause} entityOf={entityFor} />
            <ExclusionList
              excluded={explanation.excluded}
              entityOf={entityFor}
            />
          </PageSection>
          <PageSection level="h3" title={t('changes.heading')}>
            <ChangeList changes={explanation.changes} entityOf={entityFor} />
          </PageSection>
        </div>
        <div className={styles.column}>
          <PageSection level="h3" title={t('impact.heading')}>
            <ImpactList impact={explanation.impact} entityOf={entityFor} />
          </PageSection>
          {severityReasons.length > 0 && (
            <PageSection level="h3" title={t('reasons.heading', { severity })}>
              <ul className={styles.plain}>
                {severityReasons.map(reason => (
                  <li key={reason}>{reason}</li>
                ))}
              </ul>
            </PageSection>
          )}
          <PageSection level="h3" title={t('confidence.heading')}>
            <Confidence finding={explanation.cause} />
          </PageSection>
          <NoticesSection incidentId={detail.id} />
          <PageSection level="h3" title={t('timeline.heading')}>
            <IncidentTimeline entries={detail.timeline} />
          </PageSection>
        </div>
      </div>
    </Box>
  );
}

function toneOf({ phase, severity }: IncidentDetail) {
  if (phase === 'resolved') {
    return 'positive';
  }
  return severity === 'P0' || severity === 'P1' ? 'negative' : 'warning';
}
