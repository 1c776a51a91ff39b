import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  ToneBadge,
  type ToneBadgeProps,
} from '@groundcrew/plugin-clusters-react';
import type { NoticeState } from '@groundcrew/plugin-faults-common';
import {
  RiCheckboxCircleLine,
  RiNotification3Line,
  RiNotificationOffLine,
  RiStackLine,
  RiTimerLine,
  RiToolsLine,
  RiUserReceivedLine,
} from '@remixicon/react';
import { faultsTranslationRef } from '../../translation';

/** What each state looks like. */
const LOOK: Record<NoticeState, Pick<ToneBadgeProps, 'icon' | 'tone'>> = {
  nobody: { icon: RiNotificationOffLine, tone: 'quiet' },
  waiting: { icon: RiTimerLine, tone: 'active' },
  healing: { icon: RiToolsLine, tone: 'active' },
  muted: { icon: RiNotificationOffLine, tone: 'quiet' },
  answered: { icon: RiUserReceivedLine, tone: 'positive' },
  storm: { icon: RiStackLine, tone: 'quiet' },
  told: { icon: RiNotification3Line, tone: 'warning' },
  over: { icon: RiCheckboxCircleLine, tone: 'positive' },
};

/** Props of {@link NoticeStateBadge}. */
export interface NoticeStateBadgeProps {
  state: NoticeState;
}

/** Whether people are told of an incident, as icon and words. */
export function NoticeStateBadge(props: NoticeStateBadgeProps) {
  const { t } = useTranslationRef(faultsTranslationRef);
  return (
    <ToneBadge {...LOOK[props.state]}>
      {t(`notices.state.${props.state}`)}
    </ToneBadge>
  );
}
