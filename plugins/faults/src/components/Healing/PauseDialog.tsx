import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Select } from '@backstage/ui';
import type { HealingOverview } from '@groundcrew/plugin-faults-common';
import { useState } from 'react';
import { useClusterNames } from '../../hooks/useClusterNames';
import { useHealingChange } from '../../hooks/useHealingChange';
import { faultsTranslationRef } from '../../translation';
import { FormDialog } from '../FormDialog';
import { isReason, ReasonField } from './ReasonField';
import { usePlaceWords } from './usePlaceWords';

/** No cluster has this name: names begin with a letter or a digit. */
const EVERYWHERE = '*';

/** Props of {@link PauseDialog}. */
export interface PauseDialogProps {
  /** Where it is paused already. */
  pauses: HealingOverview['pauses'];
  onClose(): void;
  /** Called with what is so from now on. */
  onDone(words: string): void;
}

/** Asks where healing is paused, and why. */
export function PauseDialog(props: PauseDialogProps) {
  const { onClose, onDone, pauses } = props;
  const { t } = useTranslationRef(faultsTranslationRef);
  const placeWords = usePlaceWords();
  const clusters = useClusterNames();
  const change = useHealingChange();
  const [chosen, setChosen] = useState<string>();
  const [reason, setReason] = useState('');
  const paused = pauses.map(pause => pause.cluster ?? EVERYWHERE);
  const places = [EVERYWHERE, ...clusters].filter(id => !paused.includes(id));
  const place = chosen ?? places[0];
  const cluster = place === EVERYWHERE ? undefined : place;
  return (
    <FormDialog
      title={t('pauseDialog.title')}
      hint={t('pauseDialog.hint')}
      submit={t('pauseDialog.submit')}
      isComplete={isReason(reason) && places.includes(place)}
      isSending={change.isSending}
      failure={change.failure}
      onClose={onClose}
      onSubmit={async () => {
        const request = { cluster, paused: true, reason: reason.trim() };
        if (await change.send(api => api.pauseHealing(request))) {
          onDone(t('pauseDialog.done', { where: placeWords(cluster) }));
        }
      }}
    >
      <Select
        label={t('pauseDialog.where')}
        options={places.map(id => ({
          id,
          label:
            id === EVERYWHERE
              ? t('pauseDialog.everywhere')
              : t('pauseDialog.cluster', { cluster: id }),
        }))}
        value={place}
        onChange={key => setChosen(String(key))}
      />
      <ReasonField value={reason} onChange={setReason} />
    </FormDialog>
  );
}
