import { toError } from '@backstage/errors';
import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import { Select, TextAreaField, TextField } from '@backstage/ui';
import type { ObjectRef } from '@groundcrew/plugin-clusters-common';
import type { MuteScope } from '@groundcrew/plugin-faults-common';
import { useState } from 'react';
import { faultsApiRef } from '../../api';
import { faultsTranslationRef } from '../../translation';
import { FormDialog } from '../FormDialog';
import { muteScopes, type MuteReach } from './muteScopes';

const HOUR_MS = 60 * 60_000;
const LENGTHS_MS = {
  hour: HOUR_MS,
  hours: 8 * HOUR_MS,
  day: 24 * HOUR_MS,
  week: 7 * 24 * HOUR_MS,
  month: 30 * 24 * HOUR_MS,
} as const;
type Length = keyof typeof LENGTHS_MS;

/** How few letters say why: as the backend asks for. */
const SHORTEST_REASON = 3;
const LONGEST_REASON = 1_000;

/** Props of {@link MuteDialog}. */
export interface MuteDialogProps {
  /** What would be muted, in words. */
  what: string;
  /** The id of the fault. */
  fault: string;
  /** Of which object; left out, a cluster is asked for. */
  object?: ObjectRef;
  onClose(): void;
}

/** Asks for how much is muted, for how long and why. */
export function MuteDialog(props: MuteDialogProps) {
  const { fault, object, onClose, what } = props;
  const { t } = useTranslationRef(faultsTranslationRef);
  const faultsApi = useApi(faultsApiRef);
  const [reach, setReach] = useState<MuteReach>('object');
  const [cluster, setCluster] = useState('');
  const [length, setLength] = useState<Length>('hours');
  const [reason, setReason] = useState('');
  const [isSending, setSending] = useState(false);
  const [failure, setFailure] = useState<Error>();

  const scopes = object ? muteScopes(fault, object) : [];
  const scope: MuteScope | undefined = object
    ? scopes.find(one => one.reach === reach)?.scope
    : { fault, cluster: cluster.trim() };
  const scopeWords: Record<MuteReach, string> = {
    object: t('muteDialog.scopeObject', {
      object: `${object?.kind} ${object?.name}`,
    }),
    namespace: t('muteDialog.scopeNamespace', {
      namespace: object?.namespace ?? '',
      cluster: object?.cluster ?? '',
    }),
    cluster: t('muteDialog.scopeCluster', { cluster: object?.cluster ?? '' }),
  };

  const send = async () => {
    if (!scope) {
      return;
    }
    setSending(true);
    setFailure(undefined);
    try {
      await faultsApi.createMute({
        ...scope,
        reason: reason.trim(),
        until: new Date(Date.now() + LENGTHS_MS[length]).toISOString(),
      });
      onClose();
    } catch (error) {
      setFailure(toError(error));
      setSending(false);
    }
  };

  return (
    <FormDialog
      title={t('muteDialog.title', { what })}
      hint={t('muteDialog.hint')}
      submit={t('muteDialog.submit')}
      isComplete={
        reason.trim().length >= SHORTEST_REASON && Boolean(scope?.cluster)
      }
      isSending={isSending}
      failure={failure}
      onClose={onClose}
      onSubmit={send}
    >
      {object ? (
        <Select
          label={t('muteDialog.scope')}
          options={scopes.map(one => ({
            id: one.reach,
            label: scopeWords[one.reach],
          }))}
          value={reach}
          onChange={key => setReach(key as MuteReach)}
        />
      ) : (
        <TextField
          label={t('muteDialog.cluster')}
          description={t('muteDialog.clusterHint')}
          isRequired
          value={cluster}
          onChange={setCluster}
        />
      )}
      <Select
        label={t('muteDialog.until')}
        options={(Object.keys(LENGTHS_MS) as Length[]).map(id => ({
          id,
          label: t(`muteDialog.${id}`),
        }))}
        value={length}
        onChange={key => setLength(key as Length)}
      />
      <TextAreaField
        label={t('muteDialog.reason')}
        description={t('muteDialog.reasonHint')}
        isRequired
        rows={2}
        maxLength={LONGEST_REASON}
        value={reason}
        onChange={setReason}
      />
    </FormDialog>
  );
}
