import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useState } from 'react';
import { useHealingChange } from '../../hooks/useHealingChange';
import { faultsTranslationRef } from '../../translation';
import { FormDialog } from '../FormDialog';
import { isReason, ReasonField } from './ReasonField';
import { usePlaceWords } from './usePlaceWords';

/** Props of {@link ResumeDialog}. */
export interface ResumeDialogProps {
  /** Left out: everywhere. */
  cluster: string | undefined;
  onClose(): void;
  /** Called with what is so from now on. */
  onDone(words: string): void;
}

/** Asks why healing goes on where it was paused. */
export function ResumeDialog(props: ResumeDialogProps) {
  const { cluster, onClose, onDone } = props;
  const { t } = useTranslationRef(faultsTranslationRef);
  const change = useHealingChange();
  const [reason, setReason] = useState('');
  const where = usePlaceWords()(cluster);
  return (
    <FormDialog
      title={t('resumeDialog.title', { where })}
      hint={t('resumeDialog.hint')}
      submit={t('resumeDialog.submit')}
      isComplete={isReason(reason)}
      isSending={change.isSending}
      failure={change.failure}
      onClose={onClose}
      onSubmit={async () => {
        const request = { cluster, paused: false, reason: reason.trim() };
        if (await change.send(api => api.pauseHealing(request))) {
          onDone(t('resumeDialog.done', { where }));
        }
      }}
    >
      <ReasonField value={reason} onChange={setReason} />
    </FormDialog>
  );
}
