import {
  identityApiRef,
  useApi,
  useTranslationRef,
} from '@backstage/frontend-plugin-api';
import { Alert } from '@backstage/ui';
import { messageOf } from '@groundcrew/plugin-clusters-react';
import type { IncidentDetail } from '@groundcrew/plugin-faults-common';
import { useState } from 'react';
import { useIncidentCommand } from '../../hooks/useIncidentCommand';
import { faultsTranslationRef } from '../../translation';
import { ActionButton } from '../ActionButton';
import { MuteDialog } from '../MuteDialog';
import { PostMortemDialog } from '../PostMortemDialog';
import { AssignDialog } from './AssignDialog';
import styles from './IncidentActions.module.css';
import { NoteDialog } from './NoteDialog';

/** Props of {@link IncidentActions}. */
export interface IncidentActionsProps {
  detail: IncidentDetail;
  onAnswer(detail: IncidentDetail): void;
}

type Opened = 'assign' | 'mute' | 'note' | 'post-mortem' | 'reopen' | 'resolve';

/** What a person may do about an incident. */
export function IncidentActions(props: IncidentActionsProps) {
  const { detail, onAnswer } = props;
  const { id, mayRespond, object, phase } = detail;
  const { t } = useTranslationRef(faultsTranslationRef);
  const identity = useApi(identityApiRef);
  const commands = useIncidentCommand(id, onAnswer);
  const [opened, setOpened] = useState<Opened>();
  const close = () => setOpened(undefined);
  const isOver = phase === 'resolved';
  const blockedBy = mayRespond
    ? undefined
    : t('actions.forbidden', {
        place: [object.cluster, object.namespace].filter(Boolean).join(' / '),
      });
  const opens = (what: Exclude<Opened, 'post-mortem'>) => (
    <ActionButton
      label={`${t(`actions.${what}`)} …`}
      blockedBy={blockedBy}
      onPress={() => setOpened(what)}
    />
  );
  const assignToMe = async () => {
    const { userEntityRef } = await identity.getBackstageIdentity();
    await commands.run({ command: 'assign', assignee: userEntityRef });
  };
  return (
    <div className={styles.root}>
      <div
        role="group"
        className={styles.actions}
        aria-label={t('actions.label', { id: String(id) })}
      >
        {phase === 'open' && (
          <ActionButton
            label={t('actions.acknowledge')}
            variant="primary"
            blockedBy={blockedBy}
            isPending={commands.running === 'acknowledge'}
            onPress={() => commands.run({ command: 'acknowledge' })}
          />
        )}
        {!isOver && (
          <>
            <ActionButton
              label={t('actions.assignToMe')}
              blockedBy={blockedBy}
              onPress={assignToMe}
            />
            {opens('assign')}
          </>
        )}
        {opens('note')}
        {opens(isOver ? 'reopen' : 'resolve')}
        {!isOver && opens('mute')}
        <ActionButton
          label={`${t('actions.postMortem')} …`}
          onPress={() => setOpened('post-mortem')}
        />
      </div>
      {commands.failure && !opened && (
        <Alert
          role="alert"
          status="danger"
          icon
          title={t('actions.failed')}
          description={messageOf(commands.failure)}
        />
      )}
      {opened === 'assign' && (
        <AssignDialog detail={detail} commands={commands} onClose={close} />
      )}
      {(opened === 'note' || opened === 'resolve' || opened === 'reopen') && (
        <NoteDialog
          id={id}
          command={opened}
          commands={commands}
          onClose={close}
        />
      )}
      {opened === 'mute' && (
        <MuteDialog
          what={detail.title}
          fault={detail.fault}
          object={object}
          onClose={close}
        />
      )}
      {opened === 'post-mortem' && <PostMortemDialog id={id} onClose={close} />}
    </div>
  );
}
