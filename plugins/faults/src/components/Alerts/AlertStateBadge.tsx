import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  ToneBadge,
  type ToneBadgeProps,
} from '@groundcrew/plugin-clusters-react';
import type { AlertState } from '@groundcrew/plugin-faults-common';
import {
  RiAlarmWarningLine,
  RiCheckLine,
  RiFileListLine,
  RiVolumeMuteLine,
} from '@remixicon/react';
import { faultsTranslationRef } from '../../translation';

/** What each state looks like. */
const LOOK: Record<AlertState, Pick<ToneBadgeProps, 'icon' | 'tone'>> = {
  firing: { icon: RiAlarmWarningLine, tone: 'warning' },
  recorded: { icon: RiFileListLine, tone: 'quiet' },
  silenced: { icon: RiVolumeMuteLine, tone: 'quiet' },
  resolved: { icon: RiCheckLine, tone: 'positive' },
};

/** Props of {@link AlertStateBadge}. */
export interface AlertStateBadgeProps {
  state: AlertState;
}

/** Where an alert stands, as icon and word. */
export function AlertStateBadge(props: AlertStateBadgeProps) {
  const { t } = useTranslationRef(faultsTranslationRef);
  return (
    <ToneBadge {...LOOK[props.state]}>
      {t(`alerts.states.${props.state}`)}
    </ToneBadge>
  );
}
