import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, Link, Text } from '@backstage/ui';
import { RefetchNotice } from '@groundcrew/plugin-clusters-react';
import {
  isFinal,
  type OperationDetail,
  type PreviewRequest,
} from '@groundcrew/plugin-operations-common';
import { RiArrowGoBackLine } from '@remixicon/react';
import type { OperationResult } from '../../hooks/useOperation';
import { useOperationsPaths } from '../../hooks/useOperationsPaths';
import { operationsReactTranslationRef } from '../../translation';
import { PhaseBadge } from '../PhaseBadge';
import { ApprovalState } from './ApprovalState';
import { ChildList } from './ChildList';
import { CommandButtons } from './CommandButtons';
import { ConfirmationRequest } from './ConfirmationRequest';
import { HeldBy } from './HeldBy';
import styles from './OperationProgress.module.css';
import { StepList } from './StepList';

/** How an operation ends that was never begun. */
const NEVER_BEGUN: OperationDetail['phase'][] = ['refused', 'expired'];

/**
 * Props of {@link OperationProgress}.
 *
 * @public
 */
export interface OperationProgressProps {
  detail: OperationDetail;
  /** Where `detail` comes from, to say so when that fails. */
  query: Pick<OperationResult, 'data' | 'error' | 'failingSince' | 'refetch'>;
  /** Called with the operation as it is after a command. */
  onAnswer(detail: OperationDetail): void;
  /** Opens what takes it back. */
  onUndo(request: PreviewRequest): void;
}

/**
 * How far an operation is, live: its phase in words, its steps, what it waits for, what may be said to it, and its undo.
 *
 * @public
 */
export function OperationProgress(props: OperationProgressProps) {
  const { detail, query, onAnswer, onUndo } = props;
  const { t } = useTranslationRef(operationsReactTranslationRef);
  const paths = useOperationsPaths();
  const { undo, undoneBy, phase } = detail;
  const undoRequest = undoneBy ? undefined : undo.request;
  const isPlanned = detail.steps.length > 0;

  return (
    <div className={styles.root}>
      <RefetchNotice query={query} />
      <div className={styles.phase} role="status" data-phase={phase}>
        <PhaseBadge phase={phase} />
        <span>{detail.phaseReason}</span>
      </div>
      {detail.heldBy && <HeldBy heldBy={detail.heldBy} />}
      {phase === 'awaiting-approval' && detail.approval && (
        <ApprovalState approval={detail.approval} />
      )}
      {phase === 'needs-confirmation' && (
        <ConfirmationRequest detail={detail} onAnswer={onAnswer} />
      )}
      {isPlanned && <StepList detail={detail} />}
      {!isPlanned && !NEVER_BEGUN.includes(phase) && !isFinal(phase) && (
        <Text as="p" variant="body-small" color="secondary">
          {t('progress.planned')}
        </Text>
      )}
      <ChildList items={detail.children} />
      <CommandButtons detail={detail} onAnswer={onAnswer} />
      {undoneBy && (
        <Text as="p" variant="body-medium">
          {t('progress.undoneBy')}{' '}
          {paths && (
            <Link href={paths.operation(undoneBy)}>
              {t('progress.undoneByLink')}
            </Link>
          )}
        </Text>
      )}
      {undoRequest && (
        <div>
          <Button
            variant="secondary"
            iconStart={<RiArrowGoBackLine />}
            onPress={() => onUndo(undoRequest)}
          >
            {t('progress.undo')}
          </Button>
        </div>
      )}
      {!undo.request && undo.reason && phase === 'succeeded' && (
        <Text as="p" variant="body-small" color="secondary">
          {t('progress.noUndo', { reason: undo.reason })}
        </Text>
      )}
    </div>
  );
}
