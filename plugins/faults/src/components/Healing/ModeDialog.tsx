import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import {
  healingModeSchema,
  type HealingMode,
  type HealingPolicyView,
} from '@groundcrew/plugin-faults-common';
import { useState } from 'react';
import { useHealingChange } from '../../hooks/useHealingChange';
import { faultsTranslationRef } from '../../translation';
import { Choice } from '../Choice';
import { FormDialog } from '../FormDialog';
import { isReason, ReasonField } from './ReasonField';

/** Props of {@link ModeDialog}. */
export interface ModeDialogProps {
  policy: HealingPolicyView;
  onClose(): void;
  /** Called with what is so from now on. */
  onDone(words: string): void;
}

/** Asks how far a policy may go by itself, and why. */
export function ModeDialog(props: ModeDialogProps) {
  const { onClose, onDone, policy } = props;
  const { id, title } = policy;
  const { t } = useTranslationRef(faultsTranslationRef);
  const change = useHealingChange();
  const [mode, setMode] = useState(policy.mode);
  const [reason, setReason] = useState('');
  return (
    <FormDialog
      title={t('modeDialog.title', { title })}
      submit={t('modeDialog.submit')}
      isComplete={mode !== policy.mode && isReason(reason)}
      isSending={change.isSending}
      failure={change.failure}
      onClose={onClose}
      onSubmit={async () => {
        const request = { mode, reason: reason.trim() };
        if (await change.send(api => api.switchPolicy(id, request))) {
          onDone(t('modeDialog.done', { title, mode: t(`mode.${mode}`) }));
        }
      }}
    >
      <Choice<HealingMode>
        label={t('modeDialog.label')}
        options={healingModeSchema.options.map(option => ({
          id: option,
          label: t(`mode.${option}`),
        }))}
        value={mode}
        onChange={setMode}
      />
      <Text as="p" variant="body-medium" color="secondary" role="status">
        {t(`modeDialog.${mode}`)}
      </Text>
      <ReasonField value={reason} onChange={setReason} />
    </FormDialog>
  );
}
