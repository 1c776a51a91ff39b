import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Card, CardBody, Text } from '@backstage/ui';
import type { OperationDetail } from '@groundcrew/plugin-operations-common';
import {
  OperationProgress,
  operationsReactTranslationRef,
  PreviewView,
  useOperationDialog,
  VerdictList,
  type OperationResult,
} from '@groundcrew/plugin-operations-react';
import { operationsTranslationRef } from '../../translation';
import { AuditRows } from '../AuditTrail';
import { DecisionPanel } from '../DecisionPanel';
import { ApprovalRecord } from './ApprovalRecord';
import { OperationFacts } from './OperationFacts';
import styles from './OperationPage.module.css';

/** Props of {@link OperationContent}. */
export interface OperationContentProps {
  detail: OperationDetail;
  /** Where `detail` comes from. */
  operation: OperationResult;
}

/** One operation: what it is, what became of it, what it was asked to do, who agreed, and what the audit trail tells of it. */
export function OperationContent(props: OperationContentProps) {
  const { detail, operation } = props;
  const { t } = useTranslationRef(operationsTranslationRef);
  const { t: words } = useTranslationRef(operationsReactTranslationRef);
  const dialog = useOperationDialog();
  const awaitsAnswer = detail.phase === 'awaiting-approval';
  return (
    <>
      <Text as="h2" variant="title-small">
        {detail.title}
      </Text>
      <OperationFacts detail={detail} />
      <Card>
        <CardBody className={styles.section}>
          <Text as="h2" variant="title-x-small">
            {t('operation.progress')}
          </Text>
          <OperationProgress
            detail={detail}
            query={operation}
            onAnswer={operation.accept}
            onUndo={request =>
              dialog.open({
                request,
                title: words('progress.undoTitle'),
                undoes: detail.id,
              })
            }
          />
        </CardBody>
      </Card>
      {detail.approval && <ApprovalRecord approval={detail.approval} />}
      {awaitsAnswer && !detail.decision.allowed && detail.decision.reason && (
        <Text as="p" variant="body-medium" color="secondary">
          {t('decision.notYou', { reason: detail.decision.reason })}
        </Text>
      )}
      {awaitsAnswer && detail.decision.allowed ? (
        <Card>
          <CardBody className={styles.section}>
            <Text as="h2" variant="title-x-small">
              {t('decision.heading')}
            </Text>
            <DecisionPanel
              operation={detail}
              onDecided={(_, next) => operation.accept(next)}
            />
          </CardBody>
        </Card>
      ) : (
        <section className={styles.section}>
          <Text as="h2" variant="title-x-small">
            {t('operation.change')}
          </Text>
          <PreviewView preview={detail.preview} heading="none" />
          <VerdictList verdicts={detail.verdicts} />
        </section>
      )}
      <AuditRows id={detail.id} revision={detail.revision} />
    </>
  );
}
