import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { RelativeTime } from '@groundcrew/plugin-clusters-react';
import type {
  OperationDetail,
  OperationStep,
} from '@groundcrew/plugin-operations-common';
import {
  RiArrowGoBackLine,
  RiCheckLine,
  RiCircleLine,
  RiCloseLine,
  RiHourglassLine,
  RiLoader4Line,
  RiSubtractLine,
  type RemixiconComponentType,
} from '@remixicon/react';
import { operationsReactTranslationRef } from '../../translation';
import { Duration } from './Duration';
import styles from './StepList.module.css';
import { verificationStep } from './verificationStep';

const ICONS: Record<OperationStep['status'], RemixiconComponentType> = {
  pending: RiCircleLine,
  running: RiLoader4Line,
  waiting: RiHourglassLine,
  done: RiCheckLine,
  failed: RiCloseLine,
  skipped: RiSubtractLine,
  undone: RiArrowGoBackLine,
};

/** What a step of the stepper shows. */
type ShownStep = Pick<OperationStep, 'id' | 'title' | 'status' | 'message'> &
  Partial<OperationStep>;

/**
 * Props of {@link StepList}.
 *
 * @public
 */
export interface StepListProps {
  detail: Pick<OperationDetail, 'phase' | 'phaseReason' | 'steps'>;
}

/**
 * The steps of an operation and its verification, each with how far it is and how long it took.
 *
 * @public
 */
export function StepList(props: StepListProps) {
  const { detail } = props;
  const { t } = useTranslationRef(operationsReactTranslationRef);
  const steps: ShownStep[] = [
    ...detail.steps,
    verificationStep(detail, t('progress.verification')),
  ];
  return (
    <ol className={styles.steps} aria-label={t('progress.steps')}>
      {steps.map(step => (
        <StepItem key={step.id} step={step} />
      ))}
    </ol>
  );
}

function StepItem({ step }: { step: ShownStep }) {
  const { t } = useTranslationRef(operationsReactTranslationRef);
  const Icon = ICONS[step.status];
  const isUnderWay = step.status === 'running' || step.status === 'waiting';
  return (
    <li
      className={styles.step}
      data-status={step.status}
      aria-current={isUnderWay ? 'step' : undefined}
    >
      <span className={styles.marker}>
        <Icon size={16} aria-hidden />
      </span>
      <div className={styles.content}>
        <div className={styles.line}>
          <span className={styles.title}>{step.title}</span>
          <span className={styles.quiet}>
            {t(`progress.status.${step.status}`)}
            {step.startedAt && step.endedAt && (
              <>
                {' · '}
                <Duration from={step.startedAt} to={step.endedAt} />
              </>
            )}
            {step.startedAt && !step.endedAt && isUnderWay && (
              <>
                {' · '}
                <RelativeTime at={step.startedAt} format="duration" />
              </>
            )}
            {step.attempts !== undefined && step.attempts > 1 && (
              <>
                {' · '}
                {t('progress.attempts', { count: step.attempts })}
              </>
            )}
          </span>
        </div>
        {step.message && <p className={styles.message}>{step.message}</p>}
      </div>
    </li>
  );
}
