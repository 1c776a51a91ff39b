import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Dialog, DialogHeader, Text } from '@backstage/ui';
import type { OperationDetail } from '@groundcrew/plugin-operations-common';
import { useState } from 'react';
import { operationsReactTranslationRef } from '../../translation';
import type { OperationAsk } from './OperationAsk';
import styles from './OperationDialog.module.css';
import { OperationFormView } from './OperationFormView';
import { ProgressView } from './ProgressView';

/**
 * Props of {@link OperationDialog}.
 *
 * @public
 */
export interface OperationDialogProps {
  ask: OperationAsk;
  onClose(): void;
}

/** What the dialog shows: what is about to be asked for, or what becomes of it. */
interface Stage {
  ask: OperationAsk;
  submitted?: OperationDetail;
  /** Counts the things that were asked for: each is filled in anew. */
  turn: number;
}

/**
 * The one dialog of all operations: what will change, what it may break, why; then the same dialog shows it happening.
 *
 * @public
 */
export function OperationDialog(props: OperationDialogProps) {
  const { onClose } = props;
  const { t } = useTranslationRef(operationsReactTranslationRef);
  const [stage, setStage] = useState<Stage>({ ask: props.ask, turn: 0 });
  const { ask, submitted, turn } = stage;
  const { target } = ask.request;
  return (
    <Dialog
      isOpen
      // A click beside it would throw away what was typed. The Escape key and the buttons close it.
      isDismissable={false}
      width={840}
      onOpenChange={isOpen => {
        if (!isOpen) {
          onClose();
        }
      }}
    >
      <DialogHeader>
        {submitted?.title ??
          t('dialog.title', {
            verb: ask.title.replace(/…$/, ''),
            name: target.name,
          })}
      </DialogHeader>
      <div className={styles.place}>
        <Text variant="body-small" color="secondary">
          {[target.cluster, target.namespace, `${target.kind} ${target.name}`]
            .filter(Boolean)
            .join(' / ')}
        </Text>
      </div>
      {submitted ? (
        <ProgressView
          key={submitted.id}
          submitted={submitted}
          onUndo={request =>
            setStage({
              ask: {
                request,
                title: t('progress.undoTitle'),
                undoes: submitted.id,
              },
              turn: turn + 1,
            })
          }
          onClose={onClose}
        />
      ) : (
        <OperationFormView
          key={turn}
          ask={ask}
          onSubmitted={detail => setStage({ ...stage, submitted: detail })}
          onClose={onClose}
        />
      )}
    </Dialog>
  );
}
