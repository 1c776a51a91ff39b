import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { TextAreaField } from '@backstage/ui';
import { useState } from 'react';
import type { IncidentCommands } from '../../hooks/useIncidentCommand';
import { faultsTranslationRef } from '../../translation';
import { FormDialog } from '../FormDialog';

/** How few letters say why: as the backend asks for. */
const SHORTEST = { note: 1, resolve: 3, reopen: 3 } as const;
const LONGEST = 4_000;

/** Props of {@link NoteDialog}. */
export interface NoteDialogProps {
  id: number;
  command: 'note' | 'reopen' | 'resolve';
  commands: IncidentCommands;
  onClose(): void;
}

/** Asks for what is to be kept, or why it is over, or why it is not. */
export function NoteDialog(props: NoteDialogProps) {
  const { command, commands, id, onClose } = props;
  const { t } = useTranslationRef(faultsTranslationRef);
  const [note, setNote] = useState('');
  const { length } = note.trim();
  return (
    <FormDialog
      title={t(`${command}Dialog.title`, { id: String(id) })}
      hint={t(`${command}Dialog.hint`)}
      submit={t(`${command}Dialog.submit`)}
      isComplete={length >= SHORTEST[command] && length <= LONGEST}
      isSending={commands.running === command}
      failure={commands.failure}
      onClose={onClose}
      onSubmit={async () => {
        if (await commands.run({ command, note: note.trim() })) {
          onClose();
        }
      }}
    >
      <TextAreaField
        label={t(`${command}Dialog.note`)}
        isRequired
        rows={4}
        value={note}
        maxLength={LONGEST}
        onChange={setNote}
      />
    </FormDialog>
  );
}
