import {
  activePhases,
  finalPhases,
  isFinal,
} from '@groundcrew/plugin-operations-common';
import fc from 'fast-check';
import {
  happenings,
  passagesOf,
  submitted,
  type Passage,
} from './__testUtils__/histories';
import { exampleStep } from './__testUtils__/exampleSteps';
import { advance } from './advance';
import { effectOf } from './effectOf';
import type { Observation } from './Observation';
import type { OperationRecord, StepRecord } from './OperationRecord';

const RUNS = { numRuns: 1_000 };

/** Holds for every passage of every history. */
function holdsForAll(claim: (passage: Passage) => void) {
  fc.assert(
    fc.property(submitted, happenings, (first, history) => {
      passagesOf(first, history).passages.forEach(claim);
    }),
    RUNS,
  );
}

const hasBegun = (step: StepRecord) => step.startedAt !== undefined;

describe('whatever happens to an operation', () => {
  it('is tried out as far as every phase', () => {
    const reached = new Set<string>();
    holdsForAll(({ after }) => reached.add(after.phase));
    expect([...reached].sort()).toEqual(
      [...activePhases, ...finalPhases].sort(),
    );
  });

  it('what is over stays as it is', () => {
    holdsForAll(({ before, seen, after }) => {
      if (isFinal(before.phase) && seen.type !== 'taken-back') {
        expect(after).toBe(before);
      }
    });
  });

  it('what is over says since when, and none of its steps looks as if it went on', () => {
    holdsForAll(({ after }) => {
      expect(isFinal(after.phase)).toBe(after.endedAt !== undefined);
      if (isFinal(after.phase)) {
        const statuses = after.steps.map(({ status }) => status);
        expect(['done', 'failed', 'skipped', 'undone']).toEqual(
          expect.arrayContaining(statuses),
        );
      }
    });
  });

  it('a step begins while it runs, after all before it are done, and unless somebody wants it to end', () => {
    holdsForAll(({ before, after }) => {
      after.steps.forEach((step, index) => {
        const earlier = before.steps[index];
        if (earlier && step.attempts > earlier.attempts) {
          expect(before.phase).toBe('running');
          expect(before.cancelRequestedBy).toBeUndefined();
          const statuses = before.steps
            .slice(0, index)
            .map(({ status }) => status);
          expect(statuses).toEqual(statuses.map(() => 'done'));
        }
      });
    });
  });

  it('nothing is taken back but what had begun, the last first', () => {
    holdsForAll(({ before, after }) => {
      after.steps.forEach((step, index) => {
        if (
          step.status === 'undone' &&
          before.steps[index]?.status !== 'undone'
        ) {
          expect(before.phase).toBe('rolling-back');
          expect(step.undoable && hasBegun(step)).toBe(true);
          const later = after.steps.slice(index + 1);
          const left = later.filter(
            one => one.undoable && hasBegun(one) && one.status !== 'undone',
          );
          expect(left).toEqual([]);
        }
      });
    });
  });

  it('its steps are those of the plan that it began with', () => {
    const plan = (operation: OperationRecord) =>
      operation.steps.map(({ id, step, args }) => ({ id, step, args }));
    holdsForAll(({ before, after }) => {
      if (before.startedAt !== undefined) {
        expect(plan(after)).toEqual(plan(before));
        expect(after.startedAt).toBe(before.startedAt);
      }
    });
  });

  it('it rests no longer than until it is answered or woken', () => {
    holdsForAll(({ seen, after }) => {
      const effect = effectOf(after, seen.now);
      if (effect.do === 'rest' && !isFinal(after.phase)) {
        const isAsked =
          after.phase === 'awaiting-approval' ||
          after.phase === 'needs-confirmation';
        expect(effect.until).toBeDefined();
        expect(effect.until).toBe(isAsked ? after.answerBy : after.wakeAt);
      }
    });
  });

  it('it does not begin before as many as needed have agreed to what it does', () => {
    holdsForAll(({ before, after }) => {
      if (before.phase === 'queued' && after.phase === 'running') {
        const { approval, preview } = after;
        const agreed = approval?.decisions.filter(
          ({ previewHash }) => previewHash === preview.hash,
        );
        expect(agreed?.length ?? 0).toBeGreaterThanOrEqual(
          approval?.needed ?? 0,
        );
      }
    });
  });

  it('whoever asked has seen what it does before it begins', () => {
    fc.assert(
      fc.property(submitted, happenings, (first, history) => {
        let seenHash = first.preview.hash;
        for (const { before, seen, after } of passagesOf(first, history)
          .passages) {
          if (seen.type === 'confirmed' && after !== before) {
            seenHash = seen.preview.hash;
          }
          if (before.phase === 'queued' && after.phase === 'running') {
            expect(after.preview.hash).toBe(seenHash);
          }
        }
      }),
      RUNS,
    );
  });

  it('counting its revisions is left to the store', () => {
    holdsForAll(({ before, after }) => {
      expect(after.revision).toBe(before.revision);
    });
  });

  it('only those who are asked too late are late: a clock that goes back ends nothing', () => {
    holdsForAll(({ before, seen, after }) => {
      if (before.phase !== 'expired' && after.phase === 'expired') {
        expect(seen.now).toBeGreaterThanOrEqual(before.answerBy!);
      }
    });
  });
});

describe('from wherever an operation has got to', () => {
  /** Lets an executor go on that answers like this, until it is over. */
  function goOn(
    from: { last: OperationRecord; now: number },
    answer: (operation: OperationRecord, now: number) => Observation[],
  ): OperationRecord {
    let { last, now } = from;
    for (let round = 0; round < 2_000 && !isFinal(last.phase); round += 1) {
      const effect = effectOf(last, now);
      if (effect.do === 'rest') {
        now = effect.until!;
      }
      for (const seen of answer(last, now)) {
        last = advance(last, seen);
      }
      now += 10;
    }
    return last;
  }

  it('it ends when all goes well', () => {
    fc.assert(
      fc.property(submitted, happenings, (first, history) => {
        const end = goOn(passagesOf(first, history), (operation, now) => {
          const effect = effectOf(operation, now);
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
        });
        expect(isFinal(end.phase)).toBe(true);
      }),
      RUNS,
    );
  });

  it('it ends when nothing goes well, ever', () => {
    fc.assert(
      fc.property(submitted, happenings, (first, history) => {
        const end = goOn(passagesOf(first, history), (operation, now) => {
          const effect = effectOf(operation, now);
          const again = { message: 'no answer', retriable: true, retryAt: now };
          switch (effect.do) {
            case 'check':
              return [
                {
                  type: 'checked',
                  verdict: 'go',
                  verdicts: [],
                  steps: [exampleStep('one'), exampleStep('two')],
                  now,
                },
              ];
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
                  lookAgainAt: now + 1_000,
                  now,
                },
              ];
            case 'undo':
              return [
                { type: 'undo-began', step: effect.step.id, now },
                { type: 'undo-failed', step: effect.step.id, ...again, now },
              ];
            case 'stop':
              return [{ type: 'stopped', now }];
            case 'expire':
              return [{ type: 'time', now }];
            default:
              return [];
          }
        });
        expect(isFinal(end.phase)).toBe(true);
      }),
      RUNS,
    );
  });

  it('it ends when nobody knows its definition any more, except while people are asked', () => {
    fc.assert(
      fc.property(submitted, happenings, (first, history) => {
        const end = goOn(passagesOf(first, history), (operation, now) => {
          const effect = effectOf(operation, now);
          switch (effect.do) {
            case 'stop':
              return [{ type: 'stopped', now }];
            case 'expire':
              return [{ type: 'time', now }];
            case 'rest':
              return [];
            default:
              return [{ type: 'definition-unknown', message: 'unknown', now }];
          }
        });
        expect(isFinal(end.phase)).toBe(true);
      }),
      RUNS,
    );
  });
});
