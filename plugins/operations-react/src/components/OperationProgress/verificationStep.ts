import type {
  OperationDetail,
  OperationStep,
} from '@groundcrew/plugin-operations-common';

/** The verification as a step after the others: whether they had the effect. */
export function verificationStep(
  detail: Pick<OperationDetail, 'phase' | 'phaseReason' | 'steps'>,
  title: string,
): Pick<OperationStep, 'id' | 'title' | 'status' | 'message'> {
  const { phase, phaseReason, steps } = detail;
  const step = { id: 'groundcrew-verification', title };
  switch (phase) {
    case 'verifying':
      return { ...step, status: 'running', message: phaseReason };
    case 'succeeded':
      // Why it succeeded stands above all steps.
      return { ...step, status: 'done' };
    case 'failed': {
      const wereAllDone =
        steps.length > 0 && steps.every(({ status }) => status === 'done');
      return wereAllDone
        ? { ...step, status: 'failed', message: phaseReason }
        : { ...step, status: 'skipped' };
    }
    case 'rolling-back':
    case 'rolled-back':
    case 'cancelled':
    case 'refused':
    case 'expired':
      return { ...step, status: 'skipped' };
    default:
      return { ...step, status: 'pending' };
  }
}
