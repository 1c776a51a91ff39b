import { useTranslationRef } from '@backstage/frontend-plugin-api';
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
  type RemixiconComponentType,
} from '@remixicon/react';
import { operationsReactTranslationRef } from '../../translation';
import styles from './PhaseBadge.module.css';

const ICONS: Record<OperationPhase, RemixiconComponentType> = {
  queued: RiHourglassLine,
  'awaiting-approval': RiShieldUserLine,
  'needs-confirmation': RiQuestionLine,
  running: RiProgress4Line,
  verifying: RiProgress4Line,
  'rolling-back': RiArrowGoBackLine,
  succeeded: RiCheckboxCircleLine,
  failed: RiErrorWarningFill,
  'rolled-back': RiArrowGoBackLine,
  refused: RiProhibitedLine,
  expired: RiTimeLine,
  cancelled: RiCloseCircleLine,
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
  const Icon = ICONS[phase];
  return (
    <span className={styles.badge} data-phase={phase}>
      <Icon size={16} className={styles.icon} aria-hidden />
      {t(`phase.${phase}`)}
    </span>
  );
}
