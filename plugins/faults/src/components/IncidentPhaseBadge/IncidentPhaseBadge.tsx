import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  ToneBadge,
  type ToneBadgeProps,
} from '@groundcrew/plugin-clusters-react';
import type {
  IncidentPhase,
  IncidentSummary,
} from '@groundcrew/plugin-faults-common';
import {
  RiCheckboxCircleLine,
  RiErrorWarningFill,
  RiHeartPulseLine,
  RiToolsLine,
  RiUserFollowLine,
} from '@remixicon/react';
import { faultsTranslationRef } from '../../translation';

/** What each phase looks like. */
const LOOK: Record<
  IncidentPhase | 'recovering',
  Pick<ToneBadgeProps, 'icon' | 'tone'>
> = {
  open: { icon: RiErrorWarningFill, tone: 'negative' },
  acknowledged: { icon: RiUserFollowLine, tone: 'warning' },
  healing: { icon: RiToolsLine, tone: 'active' },
  recovering: { icon: RiHeartPulseLine, tone: 'active' },
  resolved: { icon: RiCheckboxCircleLine, tone: 'positive' },
};

/** Props of {@link IncidentPhaseBadge}. */
export interface IncidentPhaseBadgeProps {
  incident: Pick<IncidentSummary, 'phase' | 'recoveringSince'>;
}

/** Where an incident is in its life, as icon and word. */
export function IncidentPhaseBadge(props: IncidentPhaseBadgeProps) {
  const { phase, recoveringSince } = props.incident;
  const { t } = useTranslationRef(faultsTranslationRef);
  const shown = phase !== 'resolved' && recoveringSince ? 'recovering' : phase;
  return <ToneBadge {...LOOK[shown]}>{t(`phase.${shown}`)}</ToneBadge>;
}
