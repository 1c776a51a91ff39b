import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert, Button, Text } from '@backstage/ui';
import { messageOf } from '@groundcrew/plugin-clusters-react';
import type { OperationDetail } from '@groundcrew/plugin-operations-common';
import { usePreviewAgain } from '../../hooks/usePreviewAgain';
import { operationsReactTranslationRef } from '../../translation';
import { PreviewAgain } from '../PreviewView';
import styles from './OperationProgress.module.css';
import { useCommand } from './useCommand';

/** Props of {@link ConfirmationRequest}. */
export interface ConfirmationRequestProps {
  detail: OperationDetail;
  onAnswer(detail: OperationDetail): void;
}

/** What an operation would do by now, what is different from what was seen, and the question whether that is wanted too. */
export function ConfirmationRequest(props: ConfirmationRequestProps) {
  const { detail, onAnswer } = props;
  const { t } = useTranslationRef(operationsReactTranslationRef);
  const again = usePreviewAgain(detail);
  const command = useCommand(detail.id, onAnswer);
  const mayConfirm = detail.commands.some(item => item.command === 'confirm');
  const { data } = again;

  return (
    <section className={styles.root} aria-busy={!again.isCurrent}>
      <Text as="h3" variant="title-x-small">
        {t('progress.confirmHeading')}
      </Text>
      <PreviewAgain answer={again} />
      {command.failure && (
        <Alert
          role="alert"
          status="danger"
          icon
          title={t('progress.commandFailed')}
          description={messageOf(command.failure)}
        />
      )}
      {mayConfirm && data && (
        <div>
          <Button
            variant="primary"
            isDisabled={!again.isCurrent}
            isPending={command.pending !== undefined}
            onPress={() =>
              command.give({
                command: 'confirm',
                previewHash: data.preview.hash,
              })
            }
          >
            {t('progress.confirm')}
          </Button>
        </div>
      )}
    </section>
  );
}
