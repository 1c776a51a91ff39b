import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  ToneBadge,
  type ToneBadgeProps,
} from '@groundcrew/plugin-clusters-react';
import type { HealingView } from '@groundcrew/plugin-faults-common';
import {
  RiArrowGoBackLine,
  RiCheckboxCircleLine,
  RiEyeLine,
  RiIndeterminateCircleLine,
  RiPauseCircleLine,
  RiQuestionLine,
  RiSearchEyeLine,
  RiTimerLine,
  RiToolsLine,
  RiUserReceivedLine,
} from '@remixicon/react';
import { faultsTranslationRef } from '../../translation';

/** What each state looks like. */
const LOOK: Record<
  HealingView['state'],
  Pick<ToneBadgeProps, 'icon' | 'tone'>
> = {
  idle: { icon: RiIndeterminateCircleLine, tone: 'quiet' },
  observing: { icon: RiEyeLine, tone: 'quiet' },
  proposed: { icon: RiQuestionLine, tone: 'warning' },
  acting: { icon: RiToolsLine, tone: 'active' },
  verifying: { icon: RiSearchEyeLine, tone: 'active' },
  undoing: { icon: RiArrowGoBackLine, tone: 'warning' },
  waiting: { icon: RiTimerLine, tone: 'active' },
  'handed-over': { icon: RiUserReceivedLine, tone: 'warning' },
  healed: { icon: RiCheckboxCircleLine, tone: 'positive' },
  paused: { icon: RiPauseCircleLine, tone: 'warning' },
};

/** Props of {@link HealingStateBadge}. */
export interface HealingStateBadgeProps {
  state: HealingView['state'];
}

/** How far healing is with an incident, as icon and words. */
export function HealingStateBadge(props: HealingStateBadgeProps) {
  const { t } = useTranslationRef(faultsTranslationRef);
  return (
    <ToneBadge {...LOOK[props.state]}>
      {t(`healing.state.${props.state}`)}
    </ToneBadge>
  );
}
