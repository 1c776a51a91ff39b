import {
  activePhases,
  finalPhases,
  isFinal,
} from '@groundcrew/plugin-operations-common';
import { isDeepStrictEqual } from 'node:util';
import {
  counterexampleOf,
  counterexampleOfEach,
} from '../__testUtils__/counterexampleOf';
import { exampleStep } from '../__testUtils__/exampleSteps';
import { advance } from './advance';
import { effectOf, type Effect } from '../effectOf';
import type { Observation } from '../Observation';
import type { OperationRecord, StepRecord } from '../OperationRecord';

const hasBegun = (step: StepRecord) => step.startedAt !== undefined;
const isAsked = ({ phase }: OperationRecord) =>
  phase === 'awaiting-approval' || phase === 'needs-confirmation';
const isBeginning = (before: OperationRecord, after: OperationRecord) =>
  before.phase === 'queued' && after.phase === 'running';

describe('whatever happens to an operation', () => {
  it('is tried out as far as every phase', () => {
    const reached = new Set<string>();
    expect(
      counterexampleOfEach(({ after }) => Boolean(reached.add(after.phase))),
    ).toBeUndefined();
    expect([...reached].sort()).toEqual(
      [...activePhases, ...finalPhases].sort(),
    );
  });

  it('what is over stays as it is', () => {
    const claim = counterexampleOfEach(
      ({ before, seen, after }) =>
        !isFinal(before.phase) ||
        seen.type === 'taken-back' ||
        after === before,
    );
    expect(claim).toBeUndefined();
  });

  it('what is over says since when, and none of its steps looks as if it went on', () => {
    const claim = counterexampleOfEach(({ after }) =>
      isFinal(after.phase)
        ? after.endedAt !== undefined &&
          after.steps.every(({ status }) =>
            ['done', 'failed', 'skipped', 'undone'].includes(status),
          )
        : after.endedAt === undefined,
    );
    expect(claim).toBeUndefined();
  });

  it('a step begins while it runs, after all before it are done, and unless somebody wants it to end', () => {
    const claim = counterexampleOfEach(({ before, after }) =>
      before.steps.every(
        (earlier, index) =>
          after.steps[index].attempts <= earlier.attempts ||
          (before.phase === 'running' &&
            before.cancelRequestedBy === undefined &&
            before.steps
              .slice(0, index)
              .every(({ status }) => status === 'done')),
      ),
    );
    expect(claim).toBeUndefined();
  });

  it('nothing is taken back but what had begun, the last first', () => {
    const isLeft = (step: StepRecord) =>
      step.undoable && hasBegun(step) && step.status !== 'undone';
    const claim = counterexampleOfEach(({ before, after }) =>
      before.steps.every(
        (earlier, index) =>
          after.steps[index].status !== 'undone' ||
          earlier.status === 'undone' ||
          (before.phase === 'rolling-back' &&
            isLeft(earlier) &&
            !after.steps.slice(index + 1).some(isLeft)),
      ),
    );
    expect(claim).toBeUndefined();
  });

  it('its steps are those of the plan that it began with', () => {
    const planOf = ({ startedAt, steps }: OperationRecord) => [
      startedAt,
      steps.map(({ id, step, args }) => ({ id, step, args })),
    ];
    const claim = counterexampleOfEach(
      ({ before, after }) =>
        before.startedAt === undefined ||
        isDeepStrictEqual(planOf(after), planOf(before)),
    );
    expect(claim).toBeUndefined();
  });

  it('rests no longer than until it is answered or woken', () => {
    const claim = counterexampleOfEach(({ seen, after }) => {
      const effect = effectOf(after, seen.now);
      return (
        effect.do !== 'rest' ||
        isFinal(after.phase) ||
        (effect.until !== undefined &&
          effect.until === (isAsked(after) ? after.answerBy : after.wakeAt))
      );
    });
    expect(claim).toBeUndefined();
  });

  it('does not begin before as many as needed have agreed to what it does', () => {
    const claim = counterexampleOfEach(({ before, after }) => {
      const { approval, preview } = after;
      const agreed = (approval?.decisions ?? []).filter(
        ({ previewHash }) => previewHash === preview.hash,
      );
      return (
        !isBeginning(before, after) || agreed.length >= (approval?.needed ?? 0)
      );
    });
    expect(claim).toBeUndefined();
  });

  it('whoever asked has seen what it does before it begins', () => {
    const claim = counterexampleOf(({ passages }) => {
      let seenHash = passages[0]?.before.preview.hash;
      return passages.every(({ before, seen, after }) => {
        if (seen.type === 'confirmed' && after !== before) {
          seenHash = seen.preview.hash;
        }
        return !isBeginning(before, after) || after.preview.hash === seenHash;
      });
    });
    expect(claim).toBeUndefined();
  });

  it('counting its revisions is left to the store', () => {
    const claim = counterexampleOfEach(
      ({ before, after }) => after.revision === before.revision,
    );
    expect(claim).toBeUndefined();
  });

  it('nobody is late before the time is over, whichever way clocks go', () => {
    const claim = counterexampleOfEach(
      ({ before, seen, after }) =>
        after.phase !== 'expired' ||
        before.phase === 'expired' ||
        seen.now >= before.answerBy!,
    );
    expect(claim).toBeUndefined();
  });
});

/** What an executor says of an effect. */
type Answer = (effect: Effect, now: number) => Observation[];

/** Everything that is tried goes well. */
const allGoesWell: Answer = (effect, now) => {
  switch (effect.do) {
    case 'check':
      return [
        {
          type: 'checked',
          verdict: 'go',
          verdicts: [],
          steps: [exampleStep('one')],
          now,
        },
      ];
    case 'run':
      return [
        { type: 'step-began', step: effect.step.id, now },
        { type: 'step-done', step: effect.step.id, now },
      ];
    case 'verify':
      return [
        {
          type: 'verified',
          outcome: 'healthy',
          message: '',
          lookAgainAt: now,
          now,
        },
      ];
    case 'undo':
      return [
        { type: 'undo-began', step: effect.step.id, now },
        { type: 'undone', step: effect.step.id, now },
      ];
    case 'stop':
      return [{ type: 'stopped', now }];
    case 'expire':
      return [{ type: 'time', now }];
    default:
      return [];
  }
};

/** Whatever is tried may go better the next time, and never does. */
const nothingGoesWell: Answer = (effect, now) => {
  const again = { message: 'no answer', retriable: true, retryAt: now };
  switch (effect.do) {
    case 'run':
      return [
        { type: 'step-began', step: effect.step.id, now },
        { type: 'step-failed', step: effect.step.id, ...again, now },
      ];
    case 'verify':
      return [
        {
          type: 'verified',
          outcome: 'not-yet',
          message: '0 of 3',
          lookAgainAt: now + 30_000,
          now,
        },
      ];
    case 'undo':
      return [
        { type: 'undo-began', step: effect.step.id, now },
        { type: 'undo-failed', step: effect.step.id, ...again, now },
      ];
    default:
      return allGoesWell(effect, now);
  }
};

/** A step that never fails, and is never done. */
const waitsForEver: Answer = (effect, now) => {
  if (effect.do !== 'run') {
    return allGoesWell(effect, now);
  }
  const { id, status } = effect.step;
  const waits: Observation = {
    type: 'step-waits',
    step: id,
    message: '0 of 3',
    until: now + 30_000,
    now,
  };
  return status === 'waiting'
    ? [waits]
    : [{ type: 'step-began', step: id, now }, waits];
};

/** The module of the verb was removed. */
const nobodyKnowsIt: Answer = (effect, now) =>
  ['check', 'run', 'verify', 'undo'].includes(effect.do)
    ? [{ type: 'definition-unknown', message: 'unknown', now }]
    : allGoesWell(effect, now);

/** Whether it is over after an executor that answers like this went on with it for long enough. */
function ends(
  { last: from, now: since }: { last: OperationRecord; now: number },
  answer: Answer,
): boolean {
  let last = from;
  let now = since;
  for (let round = 0; round < 2_000 && !isFinal(last.phase); round += 1) {
    const effect = effectOf(last, now);
    if (effect.do === 'rest') {
      now = effect.until!;
    }
    for (const seen of answer(effect, now)) {
      last = advance(last, seen);
    }
    now += 10;
  }
  return isFinal(last.phase);
}

describe('from wherever an operation has got to', () => {
  it.each([
    ['all goes well', allGoesWell],
    ['nothing goes well, ever', nothingGoesWell],
    ['its steps wait for ever', waitsForEver],
    ['nobody knows its definition any more', nobodyKnowsIt],
  ])('ends when %s', (_, answer) => {
    expect(counterexampleOf(history => ends(history, answer))).toBeUndefined();
  });
});
