import { exampleStepDone } from '../__testUtils__/exampleSteps';
import type { Observation } from '../Observation';
import { rollingBack } from './__testUtils__/exampleRecords';
import { check, checkIgnored } from './__testUtils__/tables';

describe('advance, while it is taken back', () => {
  const undoFailed = (changes: object = {}): Observation => ({
    type: 'undo-failed',
    step: 'two',
    message: 'no answer',
    retriable: true,
    retryAt: 25_000,
    now: 20_000,
    ...changes,
  });

  check([
    [
      'counts the attempts',
      rollingBack,
      { type: 'undo-began', step: 'two', now: 20_000 },
      { steps: [{ undoAttempts: 0 }, { undoAttempts: 1 }, {}] },
    ],
    [
      'goes on to the step before',
      rollingBack,
      { type: 'undone', step: 'two', now: 20_000 },
      {
        phase: 'rolling-back',
        steps: [{ status: 'done' }, { status: 'undone' }, {}],
      },
    ],
    [
      'ends after the first step, with the reason of all',
      {
        ...rollingBack,
        steps: [
          exampleStepDone('one'),
          exampleStepDone('two', { status: 'undone' }),
        ],
      },
      { type: 'undone', step: 'one', now: 20_000 },
      {
        phase: 'rolled-back',
        phaseReason: 'Step two failed: no quota; what was done was taken back',
      },
    ],
    [
      'tries again, and still knows why it is taken back',
      rollingBack,
      undoFailed(),
      {
        phase: 'rolling-back',
        phaseReason: 'Step two failed: no quota',
        wakeAt: 25_000,
        steps: [
          {},
          {
            status: 'failed',
            message: 'could not be taken back yet: no answer',
          },
          {},
        ],
      },
    ],
    [
      'does not try for ever',
      {
        ...rollingBack,
        steps: [exampleStepDone('two', { undoAttempts: 3 })],
      },
      undoFailed(),
      {
        phase: 'failed',
        phaseReason:
          'Step two failed: no quota; Step two could not be taken back: no answer',
      },
    ],
    [
      'fails when it cannot be taken back',
      rollingBack,
      undoFailed({ retriable: false }),
      {
        phase: 'failed',
        steps: [{ status: 'done' }, {}, { status: 'skipped' }],
      },
    ],
    [
      'ends with nothing left to take back',
      {
        ...rollingBack,
        steps: [exampleStepDone('one', { status: 'undone' })],
      },
      { type: 'stopped', now: 20_000 },
      { phase: 'rolled-back' },
    ],
  ]);

  describe('ignores', () => {
    checkIgnored([
      [
        'a step before its turn',
        rollingBack,
        { type: 'undone', step: 'one', now: 20_000 },
      ],
      [
        'a step that never began',
        rollingBack,
        { type: 'undo-began', step: 'three', now: 20_000 },
      ],
      [
        'the outcome of a step of before',
        rollingBack,
        { type: 'step-done', step: 'three', now: 20_000 },
      ],
      [
        'that it could stop, with steps left',
        rollingBack,
        { type: 'stopped', now: 1 },
      ],
    ]);
  });
});
