import {
  finalPhases,
  type OperationPhase,
} from '@groundcrew/plugin-operations-common';
import { exampleOperation } from '../store/exampleOperation';
import { exampleStep, exampleStepDone } from './__testUtils__/exampleSteps';
import { effectOf, nextStep, nextUndo } from './effectOf';
import type { OperationRecord } from './OperationRecord';

const NOW = 10_000;
const of = (phase: OperationPhase, changes: Partial<OperationRecord> = {}) =>
  exampleOperation({ phase, ...changes });
const later = { wakeAt: NOW + 1 };
const now = { wakeAt: NOW };
const steps = [exampleStepDone('one'), exampleStep('two')];

describe('effectOf', () => {
  it.each<[string, OperationRecord, object]>([
    ['checks what is queued', of('queued'), { do: 'check' }],
    [
      'lets it rest until it may',
      of('queued', later),
      { do: 'rest', until: NOW + 1 },
    ],
    ['checks when that is now', of('queued', now), { do: 'check' }],
    [
      'lets people answer',
      of('awaiting-approval', { answerBy: NOW + 1 }),
      { do: 'rest', until: NOW + 1 },
    ],
    [
      'looks for nothing else meanwhile',
      of('needs-confirmation', { answerBy: NOW + 5, ...now }),
      { do: 'rest', until: NOW + 5 },
    ],
    [
      'ends what nobody answered',
      of('awaiting-approval', { answerBy: NOW }),
      { do: 'expire' },
    ],
    [
      'ends what nobody confirmed',
      of('needs-confirmation', { answerBy: NOW }),
      { do: 'expire' },
    ],
    [
      'takes the next step',
      of('running', { steps }),
      { do: 'run', step: steps[1] },
    ],
    [
      'waits for a step',
      of('running', { steps, ...later }),
      { do: 'rest', until: NOW + 1 },
    ],
    ['verifies without steps', of('running'), { do: 'verify' }],
    [
      'stops rather than wait',
      of('running', { steps, ...later, cancelRequestedBy: 'somebody' }),
      { do: 'stop' },
    ],
    ['verifies', of('verifying', { steps }), { do: 'verify' }],
    [
      'looks again later',
      of('verifying', later),
      { do: 'rest', until: NOW + 1 },
    ],
    [
      'takes back',
      of('rolling-back', { steps }),
      { do: 'undo', step: steps[0] },
    ],
    [
      'tries that later',
      of('rolling-back', { steps, ...later }),
      { do: 'rest', until: NOW + 1 },
    ],
    [
      'has taken all back',
      of('rolling-back', { steps: [exampleStep('one')] }),
      { do: 'stop' },
    ],
  ])('%s', (_, operation, effect) => {
    expect(effectOf(operation, NOW)).toEqual(effect);
  });

  it.each(finalPhases)('does nothing when it is %s', phase => {
    expect(effectOf(of(phase, { steps, answerBy: 0 }), NOW)).toEqual({
      do: 'rest',
      until: undefined,
    });
  });
});

describe('the next step', () => {
  it.each([
    ['pending', true],
    ['running', true],
    ['waiting', true],
    ['done', false],
    ['failed', false],
    ['skipped', false],
    ['undone', false],
  ] as const)('that is %s: %s', (status, isNext) => {
    const operation = of('running', {
      steps: [exampleStep('one', { status })],
    });
    expect(nextStep(operation)?.id).toBe(isNext ? 'one' : undefined);
  });
});

describe('the next one to take back', () => {
  it.each([
    ['done', {}, true],
    ['failed', {}, true],
    ['running', {}, true],
    ['waiting', {}, true],
    ['pending', {}, false],
    ['skipped', {}, false],
    ['undone', {}, false],
    ['done', { undoable: false }, false],
    ['failed', { startedAt: undefined }, false],
  ] as const)('that is %s, %j: %s', (status, changes, isNext) => {
    const step = exampleStepDone('one', { status, ...changes });
    expect(nextUndo(of('rolling-back', { steps: [step] }))?.id).toBe(
      isNext ? 'one' : undefined,
    );
  });
});
