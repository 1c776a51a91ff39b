import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { HealingPolicyView } from '@groundcrew/plugin-faults-common';
import { useState } from 'react';
import { useHealingChange } from '../../hooks/useHealingChange';
import { faultsTranslationRef } from '../../translation';
import { FormDialog } from '../FormDialog';
import { isReason, ReasonField } from './ReasonField';

/** Props of {@link EnableDialog}. */
export interface EnableDialogProps {
  policy: HealingPolicyView;
  onClose(): void;
  /** Called with what is so from now on. */
  onDone(words: string): void;
}

/** Asks why a policy is switched on or off. */
export function EnableDialog(props: EnableDialogProps) {
  const { onClose, onDone, policy } = props;
  const { id, title } = policy;
  const { t } = useTranslationRef(faultsTranslationRef);
  const change = useHealingChange();
  const [reason, setReason] = useState('');
  const enabled = !policy.enabled;
  const to = enabled ? 'On' : 'Off';
  return (
    <FormDialog
      title={t(`enableDialog.title${to}`, { title })}
      hint={t(`enableDialog.hint${to}`)}
      submit={t(`enableDialog.submit${to}`)}
      isComplete={isReason(reason)}
      isSending={change.isSending}
      failure={change.failure}
      onClose={onClose}
      onSubmit={async () => {
        const request = { enabled, reason: reason.trim() };
        if (await change.send(api => api.switchPolicy(id, request))) {
          onDone(t(`enableDialog.done${to}`, { title }));
        }
      }}
    >
      <ReasonField value={reason} onChange={setReason} />
    </FormDialog>
  );
}
