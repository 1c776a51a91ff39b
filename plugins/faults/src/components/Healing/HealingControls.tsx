import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  HealingOverview,
  HealingPolicyView,
} from '@groundcrew/plugin-faults-common';
import { useState } from 'react';
import { faultsTranslationRef } from '../../translation';
import { ActionButton } from '../ActionButton';
import { PageSection } from '../PageSection';
import { EnableDialog } from './EnableDialog';
import { ForgetDialog } from './ForgetDialog';
import { ModeDialog } from './ModeDialog';
import { PauseDialog } from './PauseDialog';
import { PauseList } from './PauseList';
import { PolicyTable } from './PolicyTable';
import { ResumeDialog } from './ResumeDialog';
import { TrialDialog } from './TrialDialog';

/** Props of {@link HealingControls}. */
export interface HealingControlsProps {
  overview: HealingOverview;
  /** Called when something was switched. */
  onChanged(): void;
}

type Pause = HealingOverview['pauses'][number];
type Opened =
  | {
      dialog: 'mode' | 'enable' | 'forget' | 'try';
      policy: HealingPolicyView;
    }
  | { dialog: 'pause' }
  | { dialog: 'resume'; pause: Pause };

/** All that may be switched about healing. */
export function HealingControls(props: HealingControlsProps) {
  const { onChanged, overview } = props;
  const { mayConfigure, pauses, policies } = overview;
  const { t } = useTranslationRef(faultsTranslationRef);
  const [opened, setOpened] = useState<Opened>();
  const [done, setDone] = useState('');
  const blockedBy = mayConfigure ? undefined : t('policies.forbidden');
  const open = (next: Opened) => {
    setDone('');
    setOpened(next);
  };
  const dialog = {
    onClose: () => setOpened(undefined),
    onDone: (words: string) => {
      setOpened(undefined);
      setDone(words);
      onChanged();
    },
  };
  return (
    <>
      <span role="status">{done}</span>
      {blockedBy && <p>{t('policies.onlyLook', { reason: blockedBy })}</p>}
      <PauseList
        pauses={pauses}
        blockedBy={blockedBy}
        onResume={pause => open({ dialog: 'resume', pause })}
      />
      <PageSection
        title={t('policies.heading')}
        aside={
          <ActionButton
            label={`${t('policies.pause')} …`}
            blockedBy={blockedBy}
            onPress={() => open({ dialog: 'pause' })}
          />
        }
      >
        <PolicyTable
          policies={policies}
          blockedBy={blockedBy}
          onMode={policy => open({ dialog: 'mode', policy })}
          onEnable={policy => open({ dialog: 'enable', policy })}
          onForget={policy => open({ dialog: 'forget', policy })}
          onTry={policy => open({ dialog: 'try', policy })}
        />
      </PageSection>
      {opened?.dialog === 'mode' && (
        <ModeDialog policy={opened.policy} {...dialog} />
      )}
      {opened?.dialog === 'enable' && (
        <EnableDialog policy={opened.policy} {...dialog} />
      )}
      {opened?.dialog === 'forget' && (
        <ForgetDialog policy={opened.policy} {...dialog} />
      )}
      {opened?.dialog === 'try' && (
        <TrialDialog policy={opened.policy} onClose={dialog.onClose} />
      )}
      {opened?.dialog === 'pause' && (
        <PauseDialog pauses={pauses} {...dialog} />
      )}
      {opened?.dialog === 'resume' && (
        <ResumeDialog cluster={opened.pause.cluster} {...dialog} />
      )}
    </>
  );
}
