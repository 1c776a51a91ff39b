import { MarkdownContent } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Link, Text } from '@backstage/ui';
import type { Runbook } from '@groundcrew/plugin-faults-common';
import { useDocsPath } from '../../hooks/useDocsPath';
import { faultsTranslationRef } from '../../translation';
import {
  Escalation,
  InvestigationSteps,
  ResolutionStep,
  RunbookPart,
} from '../Runbook';
import { SeverityBadge } from '../SeverityBadge';
import styles from './Runbooks.module.css';

/** Props of {@link RunbookText}. */
export interface RunbookTextProps {
  runbook: Runbook;
}

/** All that a runbook says, for no incident in particular. */
export function RunbookText(props: RunbookTextProps) {
  const { body, docs, id, severity, source, title, ...steps } = props.runbook;
  const { t } = useTranslationRef(faultsTranslationRef);
  const docsPath = useDocsPath(docs);
  return (
    <article className={styles.parts}>
      <Text as="h2" variant="title-small">
        {title}
      </Text>
      <div className={styles.facts}>
        <SeverityBadge severity={severity} />
        <span className={styles.quiet}>{t('runbooks.from', { source })}</span>
        {docsPath && <Link href={docsPath}>{t('runbook.docs')}</Link>}
      </div>
      <InvestigationSteps steps={steps.investigation} listKey={id} level="h3" />
      <RunbookPart title={t('runbook.resolution')} isNumbered level="h3">
        {steps.resolution.map((step, index) => (
          <ResolutionStep key={index} step={step}>
            {step.operation && (
              <div className={styles.quiet}>
                {t('runbooks.operation', { id: step.operation.id })}
              </div>
            )}
          </ResolutionStep>
        ))}
      </RunbookPart>
      <Escalation escalation={steps.escalation} level="h3" />
      {/* Its title stands above. */}
      <MarkdownContent content={body.replace(/^# .*\n+/, '')} />
    </article>
  );
}
