import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  ToneBadge,
  type ToneBadgeProps,
} from '@groundcrew/plugin-clusters-react';
import type { HealingMode } from '@groundcrew/plugin-faults-common';
import { RiEyeLine, RiQuestionLine, RiRobot2Line } from '@remixicon/react';
import { faultsTranslationRef } from '../../translation';

/** What each mode looks like. */
const LOOK: Record<HealingMode, Pick<ToneBadgeProps, 'icon' | 'tone'>> = {
  observe: { icon: RiEyeLine, tone: 'quiet' },
  approve: { icon: RiQuestionLine, tone: 'active' },
  auto: { icon: RiRobot2Line, tone: 'active' },
};

/** Props of {@link ModeBadge}. */
export interface ModeBadgeProps {
  mode: HealingMode;
}

/** How far a policy may go by itself, as icon and word; what the word means on hover. */
export function ModeBadge(props: ModeBadgeProps) {
  const { mode } = props;
  const { t } = useTranslationRef(faultsTranslationRef);
  return (
    <span title={t(`modeDialog.${mode}`)}>
      <ToneBadge {...LOOK[mode]}>{t(`mode.${mode}`)}</ToneBadge>
    </span>
  );
}
