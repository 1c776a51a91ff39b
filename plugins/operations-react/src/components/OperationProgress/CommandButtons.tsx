import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert, Button } from '@backstage/ui';
import { messageOf } from '@groundcrew/plugin-clusters-react';
import type { OperationDetail } from '@groundcrew/plugin-operations-common';
import { operationsReactTranslationRef } from '../../translation';
import styles from './OperationProgress.module.css';
import { useCommand } from './useCommand';

/** Props of {@link CommandButtons}. */
export interface CommandButtonsProps {
  detail: OperationDetail;
  onAnswer(detail: OperationDetail): void;
}

/** What may be said to an operation now. Confirming it has a place of its own, beside what is confirmed. */
export function CommandButtons(props: CommandButtonsProps) {
  const { detail, onAnswer } = props;
  const { t } = useTranslationRef(operationsReactTranslationRef);
  const command = useCommand(detail.id, onAnswer);
  const commands = detail.commands.filter(item => item.command !== 'confirm');
  return (
    <>
      {commands.length > 0 && (
        <div className={styles.commands}>
          {commands.map(item => (
            <Button
              key={item.command}
              variant="secondary"
              destructive={item.command === 'cancel'}
              isPending={command.pending === item.command}
              onPress={() => command.give({ command: item.command })}
            >
              {item.title}
            </Button>
          ))}
        </div>
      )}
      {command.failure && (
        <Alert
          role="alert"
          status="danger"
          icon
          title={t('progress.commandFailed')}
          description={messageOf(command.failure)}
        />
      )}
    </>
  );
}
