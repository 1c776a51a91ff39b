import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Select, TextField } from '@backstage/ui';
import type { ObjectRef } from '@groundcrew/plugin-clusters-common';
import type { HealingPolicyView } from '@groundcrew/plugin-faults-common';
import { useState } from 'react';
import { useHealingChange } from '../../hooks/useHealingChange';
import { faultsTranslationRef } from '../../translation';
import { FormDialog } from '../FormDialog';
import { isReason, ReasonField } from './ReasonField';

/** No fault has this id: ids begin with a letter. */
const EVERY = '*';

/** Props of {@link ForgetDialog}. */
export interface ForgetDialogProps {
  policy: HealingPolicyView;
  onClose(): void;
  /** Called with what is so from now on. */
  onDone(words: string): void;
}

/** Asks what is forgotten of what was learnt of a policy, and why. */
export function ForgetDialog(props: ForgetDialogProps) {
  const { onClose, onDone, policy } = props;
  const { id, title, trigger } = policy;
  const { t } = useTranslationRef(faultsTranslationRef);
  const change = useHealingChange();
  const [fault, setFault] = useState(EVERY);
  const [path, setPath] = useState('');
  const [reason, setReason] = useState('');
  const object = objectOf(path);
  const isWrong = path.trim() !== '' && object === undefined;
  return (
    <FormDialog
      title={t('forgetDialog.title', { title })}
      hint={t('forgetDialog.hint')}
      submit={t('forgetDialog.submit')}
      isComplete={isReason(reason) && !isWrong}
      isSending={change.isSending}
      failure={change.failure}
      onClose={onClose}
      onSubmit={async () => {
        const request = {
          policy: id,
          fault: fault === EVERY ? undefined : fault,
          object,
          reason: reason.trim(),
        };
        if (await change.send(api => api.resetLearning(request))) {
          onDone(t('forgetDialog.done', { title }));
        }
      }}
    >
      <Select
        label={t('forgetDialog.fault')}
        options={[
          { id: EVERY, label: t('forgetDialog.everyFault') },
          ...trigger.faults.map(each => ({ id: each, label: each })),
        ]}
        value={fault}
        onChange={key => setFault(String(key))}
      />
      <TextField
        label={t('forgetDialog.object')}
        description={t(
          isWrong ? 'forgetDialog.objectWrong' : 'forgetDialog.objectHint',
        )}
        isInvalid={isWrong}
        value={path}
        onChange={setPath}
      />
      <ReasonField value={reason} onChange={setReason} />
    </FormDialog>
  );
}

/** Of `cluster/namespace/kind/name`; the namespace is empty for what is in none. */
function objectOf(path: string): ObjectRef | undefined {
  const [cluster, namespace, kind, name, ...rest] = path.trim().split('/');
  return cluster && kind && name && rest.length === 0
    ? { cluster, kind, name, ...(namespace ? { namespace } : {}) }
    : undefined;
}
