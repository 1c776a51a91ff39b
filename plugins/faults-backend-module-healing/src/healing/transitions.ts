import type { HealingOutcome } from '@groundcrew/plugin-faults-common';
import {
  underWay,
  withAttempt,
  type AttemptRecord,
  type HealingRecord,
} from './HealingRecord';
import type { Advance } from './Observation';

/** What is under way is looked at so often, also when nobody tells of it: milliseconds. */
export const POLL_MS = 15_000;

/** The attempt stays under way, in a state that says how far it is. */
export function goOn(
  record: HealingRecord,
  state: HealingRecord['state'],
  reason: string,
  options: {
    changes?: Partial<AttemptRecord>;
    effects?: Advance['effects'];
    againInMs?: number;
  } = {},
): Advance {
  const { againInMs, changes, effects = [] } = options;
  const next = withAttempt(record, { ...changes, reason });
  return {
    record: {
      ...next,
      state,
      reason,
      policy: underWay(next)?.policy ?? next.policy,
    },
    effects,
    againInMs,
  };
}

/** The attempt is over. What comes next is decided after that. */
export function end(
  record: HealingRecord,
  outcome: HealingOutcome,
  reason: string,
  now: number,
): Advance {
  return {
    record: withAttempt(record, { outcome, reason, endedAt: now }),
    effects: [],
  };
}
