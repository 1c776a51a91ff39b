import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  Alert,
  Button,
  Checkbox,
  DialogBody,
  DialogFooter,
  Skeleton,
  Text,
} from '@backstage/ui';
import { messageOf } from '@groundcrew/plugin-clusters-react';
import type { OperationDetail } from '@groundcrew/plugin-operations-common';
import { operationsReactTranslationRef } from '../../translation';
import { sentence } from '../../sentence';
import { PreviewView, VerdictList } from '../PreviewView';
import type { OperationAsk } from './OperationAsk';
import styles from './OperationDialog.module.css';
import { ReasonField } from './ReasonField';
import { isOverridable } from './runBlocker';
import { useBlockerWords } from './useBlockerWords';
import { useOperationForm } from './useOperationForm';
import { VerbFields } from './VerbFields';

/** Props of {@link OperationFormView}. */
export interface OperationFormViewProps {
  ask: OperationAsk;
  onSubmitted(detail: OperationDetail): void;
  onClose(): void;
}

/** Says what an operation would do, asks for what it needs, and runs it. */
export function OperationFormView(props: OperationFormViewProps) {
  const { ask, onSubmitted, onClose } = props;
  const { t } = useTranslationRef(operationsReactTranslationRef);
  const form = useOperationForm(ask, onSubmitted);
  const { preview, failure, blocker } = form;
  const blockedBy = useBlockerWords(blocker);
  const availability = preview.data?.availability ?? ask.verb;
  const approval = availability?.approval;

  return (
    <>
      <DialogBody className={styles.body}>
        <VerbFields
          fields={form.fields}
          values={form.values}
          invalid={form.invalid}
          onChange={form.setValue}
        />
        <div aria-busy={form.isComplete && blocker === 'computing'}>
          {preview.data && (
            <div className={styles.preview} data-current={preview.isCurrent}>
              <PreviewView preview={preview.data.preview} />
            </div>
          )}
          {!preview.data && !preview.error && form.isComplete && (
            <div className={styles.skeleton} data-testid="preview-skeleton">
              <Text as="p" variant="body-small" color="secondary">
                {t('dialog.computing')}
              </Text>
              <Skeleton height={20} width="70%" />
              <Skeleton height={140} />
            </div>
          )}
          {!form.isComplete && !preview.data && (
            <Text as="p" variant="body-medium" color="secondary">
              {t('dialog.incomplete')}
            </Text>
          )}
        </div>
        {preview.error && (
          <Alert
            role="alert"
            status="danger"
            icon
            title={t('dialog.previewFailed')}
            description={messageOf(preview.error)}
            customActions={
              <Button
                size="small"
                variant="secondary"
                onPress={preview.askAgain}
              >
                {t('dialog.previewRetry')}
              </Button>
            }
          />
        )}
        {availability && <VerdictList verdicts={availability.verdicts} />}
        {availability && isOverridable(availability) && (
          <div>
            <Checkbox isSelected={form.override} onChange={form.setOverride}>
              {t('dialog.override')}
            </Checkbox>
            <Text as="p" variant="body-small" color="secondary">
              {t('dialog.overrideHint')}
            </Text>
          </div>
        )}
        {approval && <Alert status="info" icon title={sentence(approval)} />}
        <ReasonField
          label={
            availability?.reasonRequired
              ? t('dialog.reason')
              : t('dialog.reasonOptional')
          }
          hint={t('dialog.reasonHint')}
          isRequired={availability?.reasonRequired}
          value={form.reason}
          onChange={form.setReason}
        />
        {failure && (
          <Alert
            role="alert"
            status="danger"
            icon
            title={t('dialog.failed')}
            description={
              <>
                {messageOf(failure)}
                <br />
                {t('dialog.failedHint')}
                {!isAnswer(failure) && ` ${t('dialog.unknownOutcome')}`}
              </>
            }
          />
        )}
      </DialogBody>
      <DialogFooter className={styles.footer}>
        <span className={styles.blocker} role="status" id="run-blocker">
          {blockedBy}
        </span>
        <Button variant="secondary" onPress={onClose}>
          {t('dialog.close')}
        </Button>
        <Button
          variant="primary"
          className={blocker ? styles.blocked : undefined}
          aria-disabled={blocker ? true : undefined}
          aria-describedby="run-blocker"
          isPending={form.isSubmitting}
          onPress={form.submit}
        >
          {t(approval ? 'dialog.ask' : 'dialog.run')}
        </Button>
      </DialogFooter>
    </>
  );
}

/** Whether the backend said no. Otherwise, as when the network failed, it may have said yes. */
function isAnswer(error: Error): boolean {
  return error.name === 'ResponseError' || 'statusCode' in error;
}
