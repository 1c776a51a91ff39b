import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  ToneBadge,
  type ToneBadgeProps,
} from '@groundcrew/plugin-clusters-react';
import type { OperationPhase } from '@groundcrew/plugin-operations-common';
import {
  RiArrowGoBackLine,
  RiCheckboxCircleLine,
  RiCloseCircleLine,
  RiErrorWarningFill,
  RiHourglassLine,
  RiProhibitedLine,
  RiProgress4Line,
  RiQuestionLine,
  RiShieldUserLine,
  RiTimeLine,
} from '@remixicon/react';
import { operationsReactTranslationRef } from '../../translation';

/** What each phase looks like. */
const LOOK: Record<OperationPhase, Pick<ToneBadgeProps, 'icon' | 'tone'>> = {
  queued: { icon: RiHourglassLine, tone: 'quiet' },
  'awaiting-approval': { icon: RiShieldUserLine, tone: 'warning' },
  'needs-confirmation': { icon: RiQuestionLine, tone: 'warning' },
  running: { icon: RiProgress4Line, tone: 'active' },
  verifying: { icon: RiProgress4Line, tone: 'active' },
  'rolling-back': { icon: RiArrowGoBackLine, tone: 'warning' },
  succeeded: { icon: RiCheckboxCircleLine, tone: 'positive' },
  failed: { icon: RiErrorWarningFill, tone: 'negative' },
  'rolled-back': { icon: RiArrowGoBackLine, tone: 'warning' },
  refused: { icon: RiProhibitedLine, tone: 'negative' },
  expired: { icon: RiTimeLine, tone: 'quiet' },
  cancelled: { icon: RiCloseCircleLine, tone: 'quiet' },
};

/**
 * Props of {@link PhaseBadge}.
 *
 * @public
 */
export interface PhaseBadgeProps {
  phase: OperationPhase;
}

/**
 * How far an operation is, or how it ended, as icon and word.
 *
 * @public
 */
export function PhaseBadge(props: PhaseBadgeProps) {
  const { phase } = props;
  const { t } = useTranslationRef(operationsReactTranslationRef);
  return <ToneBadge {...LOOK[phase]}>{t(`phase.${phase}`)}</ToneBadge>;
}
