import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert, Link } from '@backstage/ui';
import type { ObjectRef } from '@groundcrew/plugin-clusters-common';
import type {
  IncidentDetail,
  IncidentRunbook,
} from '@groundcrew/plugin-faults-common';
import { useDocsPath } from '../../hooks/useDocsPath';
import { useIncidentsPaths } from '../../hooks/useIncidentsPaths';
import { faultsTranslationRef } from '../../translation';
import { ProposalButton } from '../ProposalButton';
import { Escalation } from './Escalation';
import { InvestigationSteps } from './InvestigationSteps';
import { ResolutionStep } from './ResolutionStep';
import styles from './Runbook.module.css';
import { RunbookPart } from './RunbookPart';

/** Props of {@link RunbookGuide}. */
export interface RunbookGuideProps {
  runbook: IncidentRunbook;
  detail: Pick<IncidentDetail, 'id' | 'phase' | 'severity'>;
  /** The entity to which a target belongs, where one is known. */
  entityOf(object: ObjectRef): string | undefined;
}

/** A runbook for one incident: what to find out, what may be done and by which operation, and whom to call. */
export function RunbookGuide(props: RunbookGuideProps) {
  const { detail, entityOf, runbook } = props;
  const { docs, fit, id, isWorse, severity, title } = runbook;
  const { t } = useTranslationRef(faultsTranslationRef);
  const paths = useIncidentsPaths();
  const docsPath = useDocsPath(docs);
  return (
    <>
      <div className={styles.head}>
        <strong>{title}</strong>
        <span className={styles.quiet}>{t(`runbook.isFor.${fit}`)}</span>
        {paths && (
          <Link
            href={paths.runbook(id)}
            aria-label={`${t('runbook.open')}: ${title}`}
          >
            {t('runbook.open')}
          </Link>
        )}
        {docsPath && (
          <Link href={docsPath} aria-label={`${t('runbook.docs')}: ${title}`}>
            {t('runbook.docs')}
          </Link>
        )}
      </div>
      {isWorse && (
        <Alert
          status="warning"
          icon
          title={t('runbook.worse', {
            severity: detail.severity,
            worst: severity,
          })}
        />
      )}
      <InvestigationSteps
        steps={runbook.investigation}
        listKey={`${detail.id}.${id}`}
      />
      <RunbookPart title={t('runbook.resolution')} isNumbered>
        {runbook.resolution.map((step, index) => (
          <ResolutionStep key={index} step={step}>
            {step.operation && detail.phase !== 'resolved' && (
              <ProposalButton
                title={step.text}
                operation={step.operation}
                entityRef={entityOf(step.operation.target)}
              />
            )}
            {step.noOperation && (
              <div className={styles.quiet}>{step.noOperation}</div>
            )}
          </ResolutionStep>
        ))}
      </RunbookPart>
      <Escalation escalation={runbook.escalation} />
    </>
  );
}
