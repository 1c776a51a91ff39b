import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import { FilterField, wholeRef } from '@groundcrew/plugin-clusters-react';
import type { IncidentDetail } from '@groundcrew/plugin-faults-common';
import { useState } from 'react';
import type { IncidentCommands } from '../../hooks/useIncidentCommand';
import { faultsTranslationRef } from '../../translation';
import { FormDialog } from '../FormDialog';
import { usePeople } from './usePeople';

/** Props of {@link AssignDialog}. */
export interface AssignDialogProps {
  detail: IncidentDetail;
  commands: IncidentCommands;
  onClose(): void;
}

/** Asks who sees to an incident. */
export function AssignDialog(props: AssignDialogProps) {
  const { commands, detail, onClose } = props;
  const { t } = useTranslationRef(faultsTranslationRef);
  const people = usePeople();
  const [who, setWho] = useState(detail.assignee ?? '');
  return (
    <FormDialog
      title={t('assignDialog.title', { id: String(detail.id) })}
      submit={t('assignDialog.submit')}
      isComplete
      isSending={commands.running === 'assign'}
      failure={commands.failure}
      onClose={onClose}
      onSubmit={async () => {
        const assignee = who ? wholeRef(who, 'user') : undefined;
        if (await commands.run({ command: 'assign', assignee })) {
          onClose();
        }
      }}
    >
      <FilterField
        label={t('assignDialog.who')}
        value={who}
        suggestions={people}
        onCommit={setWho}
      />
      <Text as="p" variant="body-small" color="secondary">
        {t('assignDialog.hint')}
      </Text>
    </FormDialog>
  );
}
