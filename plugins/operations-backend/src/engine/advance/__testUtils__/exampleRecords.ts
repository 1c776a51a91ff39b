import { exampleOperation } from '../../../store/exampleOperation';
import { exampleStep, exampleStepDone } from '../../__testUtils__/exampleSteps';

/** An operation that has not come to its first step, for tests. */
export const running = exampleOperation({
  phase: 'running',
  startedAt: 1_000,
  steps: [exampleStep('one'), exampleStep('two')],
});

/** An operation whose only step is done, for tests. */
export const verifying = exampleOperation({
  phase: 'verifying',
  verifyingSince: 10_000,
  steps: [exampleStepDone('one')],
});

/** An operation whose second step of three has failed, for tests. */
export const rollingBack = exampleOperation({
  phase: 'rolling-back',
  phaseReason: 'Step two failed: no quota',
  steps: [
    exampleStepDone('one'),
    exampleStepDone('two', { status: 'failed', message: 'no quota' }),
    exampleStep('three'),
  ],
});
