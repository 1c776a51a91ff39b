import fc from 'fast-check';
import { exampleOperation } from '../../store/exampleOperation';
import { advance } from '../advance';
import { effectOf } from '../effectOf';
import type { Observation } from '../Observation';
import type { OperationRecord } from '../OperationRecord';
import {
  exampleAwaiting,
  examplePreview,
  exampleStep,
  exampleVerdict,
} from './exampleSteps';

const HOUR_MS = 3_600_000;
const STEPS = ['one', 'two', 'three'];

/** Something that may be said of an operation, as far as it does not depend on when and on which step. */
type Remark = {
  word: Observation['type'];
  step: string;
  flag: boolean;
  hash: string;
};

/** One thing that happens in a history: so much time passes, and something is said. */
export interface Happening extends Remark {
  /** May be negative: clocks go back. */
  passesMs: number;
  /** Whether it is what the executor would say now, rather than anything. */
  plausible: boolean;
}

const WORDS: Observation['type'][] = [
  'checked',
  'preview-changed',
  'decided',
  'confirmed',
  'cancel',
  'commanded',
  'stopped',
  'step-began',
  'step-done',
  'step-waits',
  'step-failed',
  'verified',
  'undo-began',
  'undone',
  'undo-failed',
  'taken-back',
  'definition-unknown',
  'time',
];

/** Operations as they are submitted: of people and of automations, with and without an approval. */
export const submitted: fc.Arbitrary<OperationRecord> = fc
  .record({
    approvals: fc.integer({ min: 0, max: 2 }),
    isPersons: fc.boolean(),
    rollBackOnFailure: fc.boolean(),
  })
  .map(({ approvals, isPersons, rollBackOnFailure }) => {
    const changes: Partial<OperationRecord> = {
      grantedUntil: isPersons ? HOUR_MS : undefined,
      rollBackOnFailure,
    };
    return approvals > 0
      ? exampleAwaiting(approvals, changes)
      : exampleOperation({ phase: 'queued', ...changes });
  });

/** Whatever may happen to it, likely or not. */
export const happenings: fc.Arbitrary<Happening[]> = fc.array(
  fc.record({
    word: fc.constantFrom(...WORDS),
    step: fc.constantFrom(...STEPS),
    flag: fc.boolean(),
    hash: fc.constantFrom('preview-hash', 'other'),
    passesMs: fc.oneof(
      { weight: 8, arbitrary: fc.integer({ min: 0, max: 30_000 }) },
      {
        weight: 1,
        arbitrary: fc.integer({ min: -HOUR_MS, max: 48 * HOUR_MS }),
      },
    ),
    // Else hardly any history would get as far as its steps.
    plausible: fc.oneof(
      { weight: 3, arbitrary: fc.constant(true) },
      { weight: 1, arbitrary: fc.boolean() },
    ),
  }),
  { maxLength: 40 },
);

/** What was seen in a history, and what became of it. */
export interface Passage {
  before: OperationRecord;
  seen: Observation;
  after: OperationRecord;
}

/** Lets everything happen, one after the other. */
export function passagesOf(
  first: OperationRecord,
  history: readonly Happening[],
): { passages: Passage[]; last: OperationRecord; now: number } {
  let now = 10_000;
  let last = first;
  const passages: Passage[] = [];
  for (const happening of history) {
    now += happening.passesMs;
    const seen = happening.plausible
      ? likely(last, happening, now)
      : said(happening, now);
    const after = advance(last, seen);
    passages.push({ before: last, seen, after });
    last = after;
  }
  return { passages, last, now };
}

function said({ word, step, flag, hash }: Remark, now: number): Observation {
  const message = 'in words';
  const retry = { message, retriable: flag, retryAt: now + 1_000 };
  const unhealthy = step === 'one' ? 'failed' : 'not-yet';
  switch (word) {
    case 'checked':
      return flag
        ? {
            type: word,
            verdict: 'go',
            verdicts: [exampleVerdict()],
            steps: STEPS.map((id, index) =>
              exampleStep(id, { undoable: index !== 1 }),
            ),
            now,
          }
        : {
            type: word,
            verdict: step === 'one' ? 'refuse' : 'wait',
            message,
            verdicts: [exampleVerdict()],
            now,
          };
    case 'preview-changed':
      return { type: word, preview: examplePreview(hash), now };
    case 'decided':
      return {
        type: word,
        by: `user:default/${step}`,
        decision: flag || step === 'one' ? 'approved' : 'refused',
        preview: examplePreview(hash),
        grantedUntil: now + HOUR_MS,
        now,
      };
    case 'confirmed':
      return {
        type: word,
        by: 'user:default/dana',
        preview: examplePreview(hash),
        grantedUntil: now + HOUR_MS,
        now,
      };
    case 'cancel':
      return { type: word, by: 'user:default/dana', now };
    case 'commanded':
      return { type: word, by: 'user:default/dana', command: 'skip', now };
    case 'step-began':
    case 'undo-began':
      return { type: word, step, now };
    case 'step-done':
    case 'undone':
      return { type: word, step, message, now };
    case 'step-waits':
      return { type: word, step, message, until: now + 1_000, now };
    case 'step-failed':
    case 'undo-failed':
      return { type: word, step, ...retry, now };
    case 'verified':
      return {
        type: word,
        outcome: flag ? 'healthy' : unhealthy,
        message,
        lookAgainAt: now + 1_000,
        now,
      };
    case 'taken-back':
      return { type: word, by: 'op-2', now };
    case 'definition-unknown':
      return { type: word, message, now };
    default:
      return { type: word, now };
  }
}

/** What fits the phase: what the executor, or somebody who is asked, would say. */
function likely(
  operation: OperationRecord,
  remark: Remark,
  now: number,
): Observation {
  const effect = effectOf(operation, operation.wakeAt ?? now);
  const say = (word: Observation['type'], step = remark.step) =>
    said({ ...remark, word, step }, now);
  switch (effect.do) {
    case 'check':
      return say(
        remark.hash === 'other' && !remark.flag ? 'preview-changed' : 'checked',
      );
    case 'run': {
      if (effect.step.status === 'pending') {
        return say('step-began', effect.step.id);
      }
      const failedOrWaits =
        remark.step === 'one' ? 'step-failed' : 'step-waits';
      return say(remark.flag ? 'step-done' : failedOrWaits, effect.step.id);
    }
    case 'verify':
      return say('verified');
    case 'undo':
      if (effect.step.undoAttempts === 0) {
        return say('undo-began', effect.step.id);
      }
      return say(remark.flag ? 'undone' : 'undo-failed', effect.step.id);
    case 'stop':
      return say('stopped');
    case 'expire':
      return say('time');
    default:
      return say(
        operation.phase === 'needs-confirmation' ? 'confirmed' : 'decided',
      );
  }
}
