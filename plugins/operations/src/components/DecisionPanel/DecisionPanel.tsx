import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert, Button } from '@backstage/ui';
import { messageOf } from '@groundcrew/plugin-clusters-react';
import {
  MAX_REASON_LENGTH,
  type OperationDetail,
  type OperationSummary,
} from '@groundcrew/plugin-operations-common';
import {
  PreviewAgain,
  ReasonField,
  usePreviewAgain,
} from '@groundcrew/plugin-operations-react';
import { RiCheckLine, RiCloseLine } from '@remixicon/react';
import { useState } from 'react';
import { operationsTranslationRef } from '../../translation';
import styles from './DecisionPanel.module.css';
import { useDecision } from './useDecision';

/** Props of {@link DecisionPanel}. */
export interface DecisionPanelProps {
  operation: OperationSummary;
  onDecided(decision: 'approved' | 'refused', detail: OperationDetail): void;
}

/** What an operation would do now and what is different from when it was asked for; then approve it or refuse it. */
export function DecisionPanel(props: DecisionPanelProps) {
  const { operation, onDecided } = props;
  const { t } = useTranslationRef(operationsTranslationRef);
  const again = usePreviewAgain(operation);
  const { data } = again;
  const [comment, setComment] = useState('');
  const decision = useDecision(operation.id, {
    onDecided,
    // What was seen may be the reason why it was not taken.
    onFailed: again.askAgain,
  });
  const isTooLong = comment.trim().length > MAX_REASON_LENGTH;
  const decide = (answer: 'approved' | 'refused') =>
    decision.decide({
      decision: answer,
      comment: comment.trim() || undefined,
      previewHash: again.isCurrent ? data?.preview.hash : undefined,
    });
  // What can no longer be done, as when its target is gone, can be refused all the same.
  const mayRefuse = again.isCurrent || again.error !== undefined;

  return (
    <section
      className={styles.root}
      aria-label={t('decision.heading')}
      aria-busy={!again.isCurrent && !again.error}
    >
      <PreviewAgain answer={again} />
      {(data || again.error) && (
        <ReasonField
          label={t('decision.comment')}
          hint={t('decision.commentHint')}
          value={comment}
          onChange={setComment}
        />
      )}
      {decision.failure && (
        <Alert
          role="alert"
          status="danger"
          icon
          title={t('decision.failed')}
          description={messageOf(decision.failure)}
        />
      )}
      {(data || again.error) && (
        <div className={styles.actions}>
          <Button
            variant="primary"
            iconStart={<RiCheckLine />}
            isDisabled={!again.isCurrent || isTooLong}
            isPending={decision.pending === 'approved'}
            onPress={() => decide('approved')}
          >
            {t('decision.approve')}
          </Button>
          <Button
            variant="secondary"
            destructive
            iconStart={<RiCloseLine />}
            isDisabled={!mayRefuse || isTooLong}
            isPending={decision.pending === 'refused'}
            onPress={() => decide('refused')}
          >
            {t('decision.refuse')}
          </Button>
        </div>
      )}
    </section>
  );
}
