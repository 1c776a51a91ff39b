import type { HealingOutcome } from '@groundcrew/plugin-faults-common';

/** What is remembered of an attempt. Times are milliseconds since 1970. */
export interface PastAttempt {
  incident: number;
  number: number;
  policy: string;
  fault: string;
  operation: string;
  /** As `targetKey` of operations names it. */
  target: string;
  outcome: HealingOutcome;
  startedAt: number;
  endedAt?: number;
  /** Somebody said that nothing is to be learnt from it. It still counts for the cooldown of its target. */
  isForgotten?: boolean;
}

const HELPED: ReadonlySet<HealingOutcome> = new Set(['healed']);
const DID_NOT_HELP: ReadonlySet<HealingOutcome> = new Set([
  'useless',
  'reverted',
  'failed',
]);

/** Whether it helped; undefined where that says nothing about the operation: it was refused, overtaken, or goes on. */
export function didHelp({
  outcome,
}: Pick<PastAttempt, 'outcome'>): boolean | undefined {
  if (HELPED.has(outcome)) {
    return true;
  }
  return DID_NOT_HELP.has(outcome) ? false : undefined;
}
