import fc from 'fast-check';
import { exampleIncident } from '../__testUtils__/exampleIncident';
import {
  exampleObservation,
  examplePolicy,
  inForce,
  operationIn,
} from '../__testUtils__/exampleObservation';
import { advanceHealing } from './advanceHealing';
import { hasEnded, newRecord } from './HealingRecord';
import type { Observation } from './Observation';
import { withAnswer } from './withAnswer';

const PHASES = [
  'queued',
  'awaiting-approval',
  'running',
  'verifying',
  'succeeded',
  'failed',
  'rolled-back',
  'refused',
  'expired',
  'cancelled',
] as const;

const operation = fc.oneof(
  fc.constant(undefined),
  fc.constant('gone' as const),
  fc
    .record({ phase: fc.constantFrom(...PHASES), canUndo: fc.boolean() })
    .map(({ canUndo, phase }) =>
      operationIn(phase, canUndo ? {} : { undo: { reason: 'never' } }),
    ),
);

const incident = fc.oneof(
  { weight: 1, arbitrary: fc.constant(undefined) },
  {
    weight: 9,
    arbitrary: fc
      .record(
        {
          mutedUntil: fc.constantFrom(1, 1e12),
          acknowledgedAt: fc.constant(2_000),
          recoveringSince: fc.constant(3_000),
          resolvedAt: fc.constant(4_000),
          mergedInto: fc.constant(3),
          severity: fc.constantFrom('P0', 'P1', 'P3'),
          phase: fc.constantFrom('open', 'healing'),
        },
        { requiredKeys: [] },
      )
      .map(changes => exampleIncident(changes)),
  },
);

const policies = fc.tuple(
  fc.constantFrom('observe', 'approve', 'auto', 'auto', 'auto'),
  fc.boolean(),
  fc.boolean(),
  fc.integer({ min: 1, max: 3 }),
);

/** What is seen, and how the world answers what is asked of it then; undefined: the answer gets lost. */
const moment = fc.record({
  incident,
  operation,
  undo: operation,
  isPaused: fc.boolean(),
  minutes: fc.integer({ min: 0, max: 10 }),
  answer: fc.constantFrom('taken', 'refused', undefined),
});

const history = fc.tuple(
  policies,
  fc.array(fc.tuple(moment, fc.boolean()), { maxLength: 25 }),
);

type History = typeof history extends fc.Arbitrary<infer T> ? T : never;

/** Plays a history, and hands each step to `look`. */
function play(
  [[mode, enabled, contains, attempts], moments]: History,
  look: (
    step: {
      before: ReturnType<typeof newRecord>;
      seen: Observation;
    } & ReturnType<typeof advanceHealing>,
  ) => void,
) {
  let record = newRecord({ id: 7, cluster: 'dev' });
  let now = 100_000;
  for (const [{ answer, isPaused, minutes, ...seenOf }, isQuiet] of moments) {
    now += minutes * 60_000;
    const policy = examplePolicy({
      limits: { attempts, cooldownSeconds: 0, helpsWithinSeconds: 60 },
      effect: contains ? 'contains' : 'heals',
    });
    const seen = exampleObservation({
      ...seenOf,
      // A stretch in which nothing stands against acting, so that histories get somewhere.
      ...(isQuiet ? { incident: exampleIncident() } : {}),
      policies: [inForce({ policy, mode, enabled })],
      pause:
        isPaused && !isQuiet
          ? { reason: 'drill', pausedBy: 'user:a/b', pausedAt: 1 }
          : undefined,
      now,
    });
    const before = record;
    const step = advanceHealing(before, seen);
    look({ ...step, before, seen });
    ({ record } = step);
    for (const effect of step.effects) {
      if (answer && (effect.type === 'submit' || effect.type === 'undo')) {
        record = withAnswer(
          record,
          effect.type,
          answer === 'taken'
            ? { operationId: `${effect.type}-${record.attempts.length}` }
            : { refusal: 'not granted' },
          now,
        );
      }
    }
  }
}

const acts = ({
  effects,
}: Pick<ReturnType<typeof advanceHealing>, 'effects'>) =>
  effects.some(({ type }) => type === 'submit' || type === 'undo');

describe('advanceHealing, over any history', () => {
  it('never has two attempts under way, nor more than are allowed', () => {
    fc.assert(
      fc.property(history, given => {
        play(given, ({ record }) => {
          const open = record.attempts.filter(each => !hasEnded(each));
          expect(open.length).toBeLessThanOrEqual(1);
          expect(record.attempts.length).toBeLessThanOrEqual(given[0][3]);
        });
      }),
      { numRuns: 400 },
    );
  });

  it('never acts when it is paused, muted, switched off or not to act by itself', () => {
    fc.assert(
      fc.property(history, given => {
        play(given, step => {
          const { incident: seen, now, pause, policies: all } = step.seen;
          const mayNot =
            pause !== undefined ||
            (seen !== undefined &&
              seen.resolvedAt === undefined &&
              seen.mergedInto === undefined &&
              ((seen.mutedUntil ?? 0) > now ||
                seen.acknowledgedAt !== undefined ||
                !all[0].enabled ||
                all[0].mode !== 'auto'));
          expect(mayNot && acts(step)).toBe(false);
        });
      }),
      { numRuns: 400 },
    );
  });

  it('never changes an attempt that has ended', () => {
    fc.assert(
      fc.property(history, given => {
        play(given, ({ before, record }) => {
          const ended = before.attempts.filter(hasEnded);
          expect(record.attempts.slice(0, ended.length)).toEqual(ended);
        });
      }),
      { numRuns: 400 },
    );
  });

  it('says nothing new when it is asked a second time', () => {
    fc.assert(
      fc.property(history, given => {
        play(given, ({ effects, record, seen }) => {
          const again = advanceHealing(record, seen);
          expect(again.record).toEqual(record);
          const keys = (all: typeof effects) =>
            all.flatMap(effect =>
              'request' in effect ? [effect.request.idempotencyKey] : [],
            );
          expect(keys(again.effects)).toEqual(keys(effects));
          expect(again.effects.filter(({ type }) => type === 'note')).toEqual(
            [],
          );
        });
      }),
      { numRuns: 400 },
    );
  });
});
