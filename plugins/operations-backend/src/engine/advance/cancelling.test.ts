import { exampleOperation } from '../../store/exampleOperation';
import { exampleStep, exampleStepDone } from '../__testUtils__/exampleSteps';
import { effectOf } from '../effectOf';
import type { Observation } from '../Observation';
import {
  rollingBack,
  running,
  verifying,
} from './__testUtils__/exampleRecords';
import { checkIgnored } from './__testUtils__/tables';
import { advance } from './advance';

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
