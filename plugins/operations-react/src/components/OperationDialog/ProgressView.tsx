import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  Button,
  ButtonLink,
  DialogBody,
  DialogFooter,
  Text,
} from '@backstage/ui';
import {
  isFinal,
  type OperationDetail,
  type PreviewRequest,
} from '@groundcrew/plugin-operations-common';
import { useEffect, useRef } from 'react';
import { useOperation } from '../../hooks/useOperation';
import { useOperationsPaths } from '../../hooks/useOperationsPaths';
import { operationsReactTranslationRef } from '../../translation';
import { OperationProgress } from '../OperationProgress';
import styles from './OperationDialog.module.css';

/** Props of {@link ProgressView}. */
export interface ProgressViewProps {
  submitted: OperationDetail;
  onUndo(request: PreviewRequest): void;
  onClose(): void;
}

/** What becomes of the operation that was just asked for. */
export function ProgressView(props: ProgressViewProps) {
  const { submitted, onUndo, onClose } = props;
  const { t } = useTranslationRef(operationsReactTranslationRef);
  const operation = useOperation(submitted.id, submitted);
  const paths = useOperationsPaths();
  const body = useRef<HTMLDivElement>(null);
  const detail = operation.data ?? submitted;

  // The button that had the focus is gone.
  useEffect(() => body.current?.focus(), []);

  return (
    <>
      <DialogBody className={styles.body} ref={body} tabIndex={-1}>
        <OperationProgress
          detail={detail}
          query={operation}
          onAnswer={operation.accept}
          onUndo={onUndo}
        />
      </DialogBody>
      <DialogFooter className={styles.footer}>
        <span className={styles.blocker}>
          {!isFinal(detail.phase) && (
            <Text variant="body-small" color="secondary">
              {t('dialog.goesOn')}
            </Text>
          )}
        </span>
        {paths && (
          <ButtonLink
            variant="tertiary"
            href={paths.operation(detail.id)}
            onPress={onClose}
          >
            {t('progress.open')}
          </ButtonLink>
        )}
        <Button variant="secondary" onPress={onClose}>
          {t('dialog.close')}
        </Button>
      </DialogFooter>
    </>
  );
}
