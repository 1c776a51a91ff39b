import { exampleStep, exampleStepDone } from '../__testUtils__/exampleSteps';
import type { Observation } from '../Observation';
import type { OperationRecord } from '../OperationRecord';
import { running } from './__testUtils__/exampleRecords';
import { check, checkIgnored } from './__testUtils__/tables';

describe('advance, while it runs', () => {
  const began = {
    ...running.steps[0],
    status: 'running',
    startedAt: 1_000,
  } as const;
  const withFirst = (changes: object): OperationRecord => ({
    ...running,
    steps: [{ ...began, ...changes }, exampleStep('two')],
  });
  const failed = (changes: object = {}): Observation => ({
    type: 'step-failed',
    step: 'one',
    message: 'no quota',
    retriable: true,
    retryAt: 9_000,
    now: 2_000,
    ...changes,
  });

  check([
    [
      'writes down that an attempt begins',
      { ...running, wakeAt: 500 },
      { type: 'step-began', step: 'one', now: 2_000 },
      {
        wakeAt: undefined,
        steps: [
          { status: 'running', attempts: 1, startedAt: 2_000 },
          { status: 'pending' },
        ],
      },
    ],
    [
      'keeps when the first attempt began',
      withFirst({ attempts: 1 }),
      { type: 'step-began', step: 'one', now: 2_000 },
      { steps: [{ attempts: 2, startedAt: 1_000 }, {}] },
    ],
    [
      'goes on to the next step',
      withFirst({}),
      { type: 'step-done', step: 'one', message: 'ok', result: 4, now: 2_000 },
      {
        phase: 'running',
        steps: [
          { status: 'done', message: 'ok', result: 4, endedAt: 2_000 },
          { status: 'pending' },
        ],
      },
    ],
    [
      'verifies after the last step',
      { ...running, steps: [began] },
      { type: 'step-done', step: 'one', now: 2_000 },
      { phase: 'verifying', verifyingSince: 2_000 },
    ],
    [
      'waits as a step says, which is no attempt',
      withFirst({ attempts: 2 }),
      {
        type: 'step-waits',
        step: 'one',
        message: '1 of 3',
        until: 3_000,
        now: 2_000,
      },
      {
        phaseReason: '1 of 3',
        wakeAt: 3_000,
        steps: [{ status: 'waiting', attempts: 0, message: '1 of 3' }, {}],
      },
    ],
    [
      'waits from now on for a step that nobody saw begin: otherwise it could wait for ever',
      running,
      {
        type: 'step-waits',
        step: 'one',
        message: '1 of 3',
        until: 3_000,
        now: 2_000,
      },
      { steps: [{ status: 'waiting', startedAt: 2_000 }, {}] },
    ],
    [
      'gives up on a step that takes too long',
      withFirst({ status: 'waiting' }),
      {
        type: 'step-waits',
        step: 'one',
        message: '1 of 3',
        until: 62_000,
        now: 61_000,
      },
      {
        phase: 'rolling-back',
        phaseReason: 'Step one failed: took too long: 1 of 3',
      },
    ],
    [
      'tries again what may go better',
      withFirst({ attempts: 2 }),
      failed(),
      { phase: 'running', wakeAt: 9_000, steps: [{ message: 'no quota' }, {}] },
    ],
    [
      'does not try more often than it may',
      withFirst({ attempts: 3 }),
      failed(),
      { phase: 'rolling-back', steps: [{ status: 'failed' }, {}] },
    ],
    [
      'does not try for longer than it may',
      withFirst({ attempts: 1 }),
      failed({ now: 61_000 }),
      { phase: 'rolling-back' },
    ],
    [
      'does not try again what cannot go better',
      withFirst({ attempts: 1 }),
      failed({ retriable: false }),
      { phase: 'rolling-back', phaseReason: 'Step one failed: no quota' },
    ],
    [
      'ends where nothing that failed is taken back',
      { ...withFirst({}), rollBackOnFailure: false },
      failed({ retriable: false }),
      {
        phase: 'failed',
        endedAt: 2_000,
        steps: [{ status: 'failed' }, { status: 'skipped' }],
      },
    ],
    [
      'says what stays, when nothing can be taken back',
      {
        ...running,
        steps: [
          exampleStepDone('one', { undoable: false }),
          exampleStep('two', {
            undoable: false,
            status: 'running',
            startedAt: 1_500,
          }),
        ],
      },
      failed({ step: 'two', retriable: false }),
      {
        phase: 'failed',
        phaseReason: 'Step two failed: no quota; what was done stays',
      },
    ],
    [
      'keeps what was said to it, and looks at once',
      { ...running, wakeAt: 90_000 },
      { type: 'commanded', by: 'user:default/dana', command: 'skip', now: 5 },
      {
        wakeAt: undefined,
        commands: [{ command: 'skip', by: 'user:default/dana', at: 5 }],
      },
    ],
    [
      'succeeds without steps',
      { ...running, steps: [] },
      {
        type: 'verified',
        outcome: 'healthy',
        message: 'all ready',
        lookAgainAt: 0,
        now: 2_000,
      },
      { phase: 'succeeded', phaseReason: 'all ready' },
    ],
  ]);

  describe('ignores', () => {
    checkIgnored([
      [
        'a step that it has not come to',
        running,
        { type: 'step-began', step: 'two', now: 2_000 },
      ],
      [
        'the outcome of a step that is over',
        { ...running, steps: [exampleStepDone('one'), exampleStep('two')] },
        { type: 'step-done', step: 'one', now: 2_000 },
      ],
      [
        'a verification before its last step',
        running,
        {
          type: 'verified',
          outcome: 'healthy',
          message: '',
          lookAgainAt: 0,
          now: 2_000,
        },
      ],
      [
        'that it could stop, when nobody asked',
        running,
        { type: 'stopped', now: 2 },
      ],
      ['time', { ...running, answerBy: 0 }, { type: 'time', now: 10 ** 12 }],
      [
        'that a step of before is taken back',
        running,
        { type: 'undone', step: 'one', now: 2_000 },
      ],
    ]);
  });
});
