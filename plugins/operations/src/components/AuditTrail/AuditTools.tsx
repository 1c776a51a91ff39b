import { toError } from '@backstage/errors';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { usePermission } from '@backstage/plugin-permission-react';
import { Alert, Button, Text, Tooltip, TooltipTrigger } from '@backstage/ui';
import { messageOf, saveFile } from '@groundcrew/plugin-clusters-react';
import {
  operationsAuditPermission,
  type AuditVerification,
  type OperationFilter,
} from '@groundcrew/plugin-operations-common';
import { useOperationsApi } from '@groundcrew/plugin-operations-react';
import { useState } from 'react';
import { operationsTranslationRef } from '../../translation';
import styles from './AuditTrail.module.css';
import { VerificationResult } from './VerificationResult';

/** Props of {@link AuditTools}. */
export interface AuditToolsProps {
  filter: OperationFilter;
}

/** What is being done, or what came of it. */
type Task =
  | { state: 'busy'; what: 'csv' | 'json' | 'verify' }
  | { state: 'failed'; what: 'export' | 'verify'; error: Error }
  | { state: 'saved'; format: 'csv' | 'json' }
  | { state: 'verified'; result: AuditVerification };

/** Exports what the filters let through, and verifies the audit trail. */
export function AuditTools(props: AuditToolsProps) {
  const { t } = useTranslationRef(operationsTranslationRef);
  const operationsApi = useOperationsApi();
  const { allowed, loading } = usePermission({
    permission: operationsAuditPermission,
  });
  const [task, setTask] = useState<Task>();
  const busyWith = task?.state === 'busy' ? task.what : undefined;

  const save = async (format: 'csv' | 'json') => {
    setTask({ state: 'busy', what: format });
    try {
      // Everything that the filters let through, not the page of it that is shown.
      const filter = { ...props.filter, cursor: undefined, limit: undefined };
      const file = await operationsApi.exportOperations(format, filter);
      saveFile(`operations.${format}`, file);
      setTask({ state: 'saved', format });
    } catch (error) {
      setTask({ state: 'failed', what: 'export', error: toError(error) });
    }
  };
  const verify = async () => {
    setTask({ state: 'busy', what: 'verify' });
    try {
      const result = await operationsApi.verifyAuditTrail();
      setTask({ state: 'verified', result });
    } catch (error) {
      setTask({ state: 'failed', what: 'verify', error: toError(error) });
    }
  };
  const tool = (
    what: 'csv' | 'json' | 'verify',
    label: string,
    onPress: () => void,
  ) => {
    const isForbidden = !allowed && !loading;
    const button = (
      <Button
        size="small"
        variant="secondary"
        className={isForbidden ? styles.forbidden : undefined}
        aria-disabled={!allowed || undefined}
        isPending={busyWith === what}
        onPress={() => allowed && !busyWith && onPress()}
      >
        {label}
      </Button>
    );
    return isForbidden ? (
      <TooltipTrigger key={what} delay={200} shouldCloseOnPress={false}>
        {button}
        <Tooltip>{t('export.forbidden')}</Tooltip>
      </TooltipTrigger>
    ) : (
      button
    );
  };

  return (
    <div className={styles.root}>
      <div className={styles.tools}>
        {tool('csv', t('export.csv'), () => save('csv'))}
        {tool('json', t('export.json'), () => save('json'))}
        {tool('verify', t('audit.verify'), verify)}
      </div>
      <div role="status">
        {busyWith === 'verify' && (
          <Text variant="body-small" color="secondary">
            {t('audit.verifying')}
          </Text>
        )}
        {task?.state === 'saved' && (
          <Text variant="body-small" color="secondary">
            {t('export.done', { format: task.format })}
          </Text>
        )}
        {task?.state === 'verified' && (
          <VerificationResult result={task.result} />
        )}
      </div>
      {task?.state === 'failed' && (
        <Alert
          role="alert"
          status="danger"
          icon
          title={t(task.what === 'export' ? 'export.failed' : 'audit.failed')}
          description={messageOf(task.error)}
        />
      )}
    </div>
  );
}
