import type { ApprovalDecision } from '@groundcrew/plugin-operations-common';
import {
  activePhases,
  finalPhases,
} from '@groundcrew/plugin-operations-common';
import { exampleOperation } from '../store/exampleOperation';
import {
  exampleAwaiting,
  examplePreview,
  exampleStep,
  exampleStepDone,
  exampleVerdict,
} from './__testUtils__/exampleSteps';
import { advance, CONFIRM_WITHIN_MS, UNKNOWN_FOR_MS } from './advance';
import { effectOf } from './effectOf';
import type { Observation } from './Observation';
import type { OperationRecord } from './OperationRecord';

type Row = [string, OperationRecord, Observation, object];

const SEEN = 'preview-hash';
const queued = exampleOperation({ phase: 'queued', grantedUntil: 50_000 });
const running = exampleOperation({
  phase: 'running',
  startedAt: 1_000,
  steps: [exampleStep('one'), exampleStep('two')],
});
const verifying = exampleOperation({
  phase: 'verifying',
  verifyingSince: 10_000,
  steps: [exampleStepDone('one')],
});
const rollingBack = exampleOperation({
  phase: 'rolling-back',
  phaseReason: 'Step two failed: no quota',
  steps: [
    exampleStepDone('one'),
    exampleStepDone('two', { status: 'failed', message: 'no quota' }),
    exampleStep('three'),
  ],
});
const confirming = exampleOperation({
  phase: 'needs-confirmation',
  grantedUntil: 15_000,
  answerBy: 100_000,
});

const approvalOf = (by: string, previewHash = SEEN): ApprovalDecision => ({
  by,
  at: '2027-01-15T08:00:00.000Z',
  decision: 'approved',
  previewHash,
});
const approvedBy = (
  operation: OperationRecord,
  ...decisions: ApprovalDecision[]
): OperationRecord => ({
  ...operation,
  approval: { ...operation.approval!, decisions },
});
const approve = (by: string, hash = SEEN, now = 20_000): Observation => ({
  type: 'decided',
  by,
  decision: 'approved',
  preview: examplePreview(hash),
  grantedUntil: 35_000,
  now,
});

/** Runs every row: the operation before, what is seen, and what has to be so after it. */
function check(rows: Row[]) {
  it.each(rows)('%s', (_, operation, seen, expected) => {
    expect(advance(operation, seen)).toMatchObject(expected);
  });
}

/** What changes nothing: the same object comes back. */
function checkIgnored(rows: [string, OperationRecord, Observation][]) {
  it.each(rows)('%s', (_, operation, seen) => {
    expect(advance(operation, seen)).toBe(operation);
  });
}

describe('advance, while it is queued', () => {
  const verdicts = [exampleVerdict()];
  const go: Observation = {
    type: 'checked',
    verdict: 'go',
    verdicts,
    steps: [exampleStep('one')],
    now: 20_000,
  };

  check([
    [
      'begins with the plan that was made now',
      queued,
      go,
      { phase: 'running', startedAt: 20_000, verdicts, steps: [{ id: 'one' }] },
    ],
    [
      'asks for confirmation at the very moment when presence ends',
      queued,
      { ...go, now: 50_000 },
      {
        phase: 'needs-confirmation',
        steps: [],
        answerBy: 50_000 + CONFIRM_WITHIN_MS,
      },
    ],
    [
      'begins for an automation however long it waited',
      { ...queued, grantedUntil: undefined },
      { ...go, now: 10 ** 12 },
      { phase: 'running' },
    ],
    [
      'waits as a rule says',
      queued,
      {
        type: 'checked',
        verdict: 'wait',
        message: 'frozen',
        until: 90_000,
        verdicts,
        now: 20_000,
      },
      { phase: 'queued', phaseReason: 'frozen', wakeAt: 90_000, verdicts },
    ],
    [
      'is refused by a rule',
      queued,
      {
        type: 'checked',
        verdict: 'refuse',
        message: 'too few pods',
        verdicts,
        now: 20_000,
      },
      { phase: 'refused', phaseReason: 'too few pods', endedAt: 20_000 },
    ],
    [
      'asks again when it would do something else',
      queued,
      {
        type: 'preview-changed',
        preview: examplePreview('other'),
        now: 20_000,
      },
      {
        phase: 'needs-confirmation',
        preview: { hash: 'other' },
        answerBy: 20_000 + CONFIRM_WITHIN_MS,
      },
    ],
    [
      'is cancelled at once',
      queued,
      { type: 'cancel', by: 'user:default/dana', now: 20_000 },
      { phase: 'cancelled', phaseReason: 'cancelled by user:default/dana' },
    ],
  ]);
});

describe('advance, while it awaits approval', () => {
  check([
    [
      'is queued when enough agreed, and the approver is present now',
      exampleAwaiting(1),
      approve('user:default/ada'),
      {
        phase: 'queued',
        phaseReason: 'approved by user:default/ada',
        grantedUntil: 35_000,
        answerBy: undefined,
      },
    ],
    [
      'makes no automation present',
      exampleAwaiting(1, { grantedUntil: undefined }),
      approve('user:default/ada'),
      { phase: 'queued', grantedUntil: undefined },
    ],
    [
      'counts the first of two',
      exampleAwaiting(2),
      approve('user:default/ada'),
      {
        phase: 'awaiting-approval',
        phaseReason: 'approved by 1 of 2',
        answerBy: 100_000,
      },
    ],
    [
      'counts the same person once',
      approvedBy(exampleAwaiting(2), approvalOf('user:default/ada')),
      approve('user:default/ada'),
      { phase: 'awaiting-approval', phaseReason: 'approved by 1 of 2' },
    ],
    [
      'is queued by the second of two',
      approvedBy(exampleAwaiting(2), approvalOf('user:default/ada')),
      approve('user:default/bob'),
      {
        phase: 'queued',
        phaseReason: 'approved by user:default/ada and user:default/bob',
      },
    ],
    [
      'does not count who agreed to something else',
      approvedBy(exampleAwaiting(2), approvalOf('user:default/ada')),
      approve('user:default/bob', 'other'),
      {
        phase: 'awaiting-approval',
        phaseReason: 'approved by 1 of 2',
        // What the one who asked has seen, for as long as nobody else decided otherwise.
        preview: { hash: SEEN },
      },
    ],
    [
      'is confirmed by whoever asked, when all agreed to something else than that',
      approvedBy(exampleAwaiting(2), approvalOf('user:default/ada', 'other')),
      approve('user:default/bob', 'other'),
      {
        phase: 'needs-confirmation',
        preview: { hash: 'other' },
        answerBy: 20_000 + CONFIRM_WITHIN_MS,
      },
    ],
    [
      'is refused by one, even after another agreed',
      approvedBy(exampleAwaiting(2), approvalOf('user:default/ada')),
      {
        type: 'decided',
        by: 'user:default/bob',
        decision: 'refused',
        comment: 'not on a Friday',
        preview: examplePreview(SEEN),
        grantedUntil: 35_000,
        now: 20_000,
      },
      {
        phase: 'refused',
        phaseReason: 'refused by user:default/bob: not on a Friday',
        endedAt: 20_000,
        answerBy: undefined,
      },
    ],
    [
      'expires when its time has come',
      exampleAwaiting(1),
      { type: 'time', now: 100_000 },
      {
        phase: 'expired',
        phaseReason: 'nobody approved it in time',
        endedAt: 100_000,
      },
    ],
    [
      'is cancelled',
      exampleAwaiting(1),
      { type: 'cancel', by: 'user:default/dana', now: 20_000 },
      { phase: 'cancelled', answerBy: undefined },
    ],
  ]);

  describe('ignores', () => {
    checkIgnored([
      [
        'an approval that comes too late',
        exampleAwaiting(1),
        approve('user:default/ada', SEEN, 100_000),
      ],
      [
        'time, before it is over',
        exampleAwaiting(1),
        { type: 'time', now: 99_999 },
      ],
      [
        'time, after the clock went back',
        exampleAwaiting(1),
        { type: 'time', now: -1_000_000_000 },
      ],
      [
        'a decision on what needs none',
        exampleOperation({ phase: 'awaiting-approval', answerBy: 100_000 }),
        approve('user:default/ada'),
      ],
    ]);
  });
});

describe('advance, while it needs confirmation', () => {
  const confirm = (hash = SEEN, now = 20_000): Observation => ({
    type: 'confirmed',
    by: 'user:default/dana',
    preview: examplePreview(hash),
    grantedUntil: 35_000,
    now,
  });
  const approved = approvedBy(
    { ...exampleAwaiting(1), phase: 'needs-confirmation' },
    approvalOf('user:default/ada', 'other'),
  );

  check([
    [
      'is queued, and whoever asked is present again',
      confirming,
      confirm('other'),
      {
        phase: 'queued',
        phaseReason: 'confirmed by user:default/dana',
        preview: { hash: 'other' },
        grantedUntil: 35_000,
        answerBy: undefined,
      },
    ],
    [
      'never makes an automation present: it is asked about each time',
      { ...confirming, grantedUntil: undefined },
      confirm(),
      { phase: 'queued', grantedUntil: undefined },
    ],
    [
      'is queued when what was approved is what is confirmed',
      approved,
      confirm('other'),
      { phase: 'queued' },
    ],
    [
      'is approved anew when it is something else',
      approved,
      confirm('third'),
      {
        phase: 'awaiting-approval',
        preview: { hash: 'third' },
        approval: { decisions: [] },
      },
    ],
    [
      'gives approvers who are asked again time again',
      {
        ...approved,
        answerBy: 200_000,
        approval: {
          ...approved.approval!,
          expiresAt: new Date(100_000).toISOString(),
        },
      },
      confirm('third', 150_000),
      {
        phase: 'awaiting-approval',
        answerBy: 150_000 + CONFIRM_WITHIN_MS,
        approval: {
          expiresAt: new Date(150_000 + CONFIRM_WITHIN_MS).toISOString(),
        },
      },
    ],
    [
      'expires',
      confirming,
      { type: 'time', now: 100_000 },
      { phase: 'expired', phaseReason: 'nobody confirmed it in time' },
    ],
    [
      'is cancelled',
      confirming,
      { type: 'cancel', by: 'user:default/dana', now: 20_000 },
      { phase: 'cancelled' },
    ],
  ]);

  describe('ignores', () => {
    checkIgnored([
      [
        'a confirmation that comes too late',
        confirming,
        confirm(SEEN, 100_000),
      ],
      ['an approval', confirming, approve('user:default/ada')],
    ]);
  });
});

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

describe('advance, when somebody wants it to end', () => {
  const cancel: Observation = {
    type: 'cancel',
    by: 'user:default/dana',
    now: 5_000,
  };
  const waiting = exampleOperation({
    phase: 'running',
    wakeAt: 90_000,
    steps: [
      exampleStepDone('one'),
      exampleStepDone('two', { status: 'waiting', endedAt: undefined }),
      exampleStep('three'),
    ],
  });

  it('stops at once where a step waits, and takes back what was begun, the last first', () => {
    const asked = advance(waiting, cancel);
    expect(asked).toMatchObject({
      phase: 'running',
      cancelRequestedBy: 'user:default/dana',
    });
    expect(effectOf(asked, 5_000)).toEqual({ do: 'stop' });
    const stopped = advance(asked, { type: 'stopped', now: 5_000 });
    expect(stopped).toMatchObject({ phase: 'rolling-back' });
    expect(effectOf(stopped, 5_000)).toMatchObject({
      do: 'undo',
      step: { id: 'two' },
    });
    const one = advance(stopped, { type: 'undone', step: 'two', now: 6_000 });
    expect(effectOf(one, 6_000)).toMatchObject({ step: { id: 'one' } });
    expect(
      advance(one, { type: 'undone', step: 'one', now: 7_000 }),
    ).toMatchObject({
      phase: 'cancelled',
      phaseReason:
        'cancelled by user:default/dana; what was done was taken back',
      steps: [
        { status: 'undone' },
        { status: 'undone' },
        { status: 'skipped' },
      ],
    });
  });

  it('begins no step after that', () => {
    const asked = advance(running, cancel);
    expect(
      advance(asked, { type: 'step-began', step: 'one', now: 6_000 }),
    ).toBe(asked);
  });

  it('takes back what was done meanwhile, also after the last step', () => {
    const last = {
      ...running,
      steps: [
        { ...running.steps[0], status: 'running', startedAt: 1_000 } as const,
      ],
    };
    const done = advance(advance(last, cancel), {
      type: 'step-done',
      step: 'one',
      now: 6_000,
    });
    expect(effectOf(done, 6_000)).toEqual({ do: 'stop' });
    expect(advance(done, { type: 'stopped', now: 6_000 })).toMatchObject({
      phase: 'rolling-back',
    });
  });

  it('does not go on to verify what has no steps', () => {
    const asked = advance({ ...running, steps: [] }, cancel);
    const seen: Observation = {
      type: 'verified',
      outcome: 'not-yet',
      message: '0 of 3',
      lookAgainAt: 7_000,
      now: 6_000,
    };
    expect(advance(asked, seen)).toBe(asked);
    expect(advance(asked, { type: 'stopped', now: 6_000 })).toMatchObject({
      phase: 'cancelled',
    });
  });

  it('leaves no step that looks as if it went on', () => {
    const cannotUndo = {
      ...waiting,
      steps: waiting.steps.map(step => ({ ...step, undoable: false })),
    };
    expect(
      advance(advance(cannotUndo, cancel), { type: 'stopped', now: 6_000 }),
    ).toMatchObject({
      phase: 'cancelled',
      phaseReason: 'cancelled by user:default/dana; what was done stays',
      steps: [
        { status: 'done' },
        { status: 'failed', endedAt: 6_000 },
        { status: 'skipped' },
      ],
    });
  });

  describe('ignores it', () => {
    checkIgnored([
      ['the second time', advance(running, cancel), cancel],
      ['when its steps are done', verifying, cancel],
      ['when it is being taken back', rollingBack, cancel],
    ]);
  });
});

describe('advance, while it is verified', () => {
  const seen = (changes: object): Observation => ({
    type: 'verified',
    outcome: 'not-yet',
    message: '2 of 3 ready',
    lookAgainAt: 21_000,
    now: 20_000,
    ...changes,
  });

  check([
    [
      'succeeds',
      verifying,
      seen({ outcome: 'healthy' }),
      { phase: 'succeeded', endedAt: 20_000 },
    ],
    [
      'looks again',
      verifying,
      seen({}),
      {
        phase: 'verifying',
        phaseReason: '2 of 3 ready',
        verifyingSince: 10_000,
        wakeAt: 21_000,
      },
    ],
    [
      'does not look for ever',
      verifying,
      seen({ now: 70_000 }),
      {
        phase: 'rolling-back',
        phaseReason: 'not healthy in time: 2 of 3 ready',
      },
    ],
    [
      'is not late by a clock that went back',
      verifying,
      seen({ now: 0, lookAgainAt: 1_000 }),
      { phase: 'verifying', verifyingSince: 10_000 },
    ],
    [
      'is taken back when it failed',
      verifying,
      seen({ outcome: 'failed', message: 'crashes' }),
      { phase: 'rolling-back', phaseReason: 'crashes' },
    ],
    [
      'fails where nothing is taken back',
      { ...verifying, rollBackOnFailure: false },
      seen({ outcome: 'failed', message: 'crashes' }),
      { phase: 'failed', phaseReason: 'crashes' },
    ],
  ]);
});

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

describe('advance, when nobody knows its definition', () => {
  const unknown = (now: number): Observation => ({
    type: 'definition-unknown',
    message: 'nobody here knows it',
    now,
  });

  it('waits for ten minutes, and no longer', () => {
    const first = advance(running, unknown(1_000));
    expect(first).toMatchObject({
      phase: 'running',
      phaseReason: 'nobody here knows it',
      unknownSince: 1_000,
    });
    expect(effectOf(first, 1_000)).toMatchObject({ do: 'rest' });
    const second = advance(first, unknown(UNKNOWN_FOR_MS));
    expect(second).toMatchObject({ phase: 'running', unknownSince: 1_000 });
    expect(advance(second, unknown(1_000 + UNKNOWN_FOR_MS))).toMatchObject({
      phase: 'failed',
      phaseReason: 'nobody here knows it',
    });
  });

  it.each<[string, Observation]>([
    ['begins a step', { type: 'step-began', step: 'one', now: 2_000 }],
    [
      'waits for a step',
      {
        type: 'step-waits',
        step: 'one',
        message: '',
        until: 3_000,
        now: 2_000,
      },
    ],
  ])('counts anew after somebody who knew it %s', (_, seen) => {
    const known = advance(advance(running, unknown(1_000)), seen);
    expect(advance(known, unknown(UNKNOWN_FOR_MS + 5_000))).toMatchObject({
      phase: 'running',
    });
  });

  it('is not late by a clock that went back', () => {
    const first = advance(running, unknown(10 ** 9));
    expect(advance(first, unknown(1_000))).toMatchObject({ phase: 'running' });
  });

  it('still knows why it is taken back', () => {
    expect(advance(rollingBack, unknown(1_000))).toMatchObject({
      phaseReason: 'Step two failed: no quota',
    });
  });
});

describe('advance, when it is over', () => {
  const takenBack: Observation = { type: 'taken-back', by: 'op-2', now: 9_000 };

  it('remembers what took it back', () => {
    const over = exampleOperation({ phase: 'succeeded' });
    const back = advance(over, takenBack);
    expect(back).toEqual({ ...over, undoneBy: 'op-2' });
    expect(advance(back, { ...takenBack, by: 'op-3' })).toBe(back);
  });

  it.each([...activePhases, ...finalPhases].filter(one => one !== 'succeeded'))(
    'cannot be taken back when it is %s',
    phase => {
      const operation = exampleOperation({ phase });
      expect(advance(operation, takenBack)).toBe(operation);
    },
  );
});
