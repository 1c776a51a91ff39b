import {
  targetKey,
  type OperationTarget,
} from '@groundcrew/plugin-operations-common';
import { didHelp, type PastAttempt } from './PastAttempt';
import { wilsonInterval } from './wilsonInterval';

/** What did not help so often in a row, on the same object against the same fault, does not help. */
const RETIRED_AFTER = 3;

/** Of an operation that has never been tried, so little is known that one which mostly helps goes before it. */
const UNKNOWN_RATE = 0.5;

interface Candidate {
  operation: { id: string; target: OperationTarget };
}

/**
 * Puts first what has helped most surely against a fault, and leaves the others as they are proposed.
 *
 * @param past - the newest first
 */
export function orderByRecord<T extends Candidate>(
  candidates: readonly T[],
  fault: string,
  past: readonly PastAttempt[],
): T[] {
  const rates = new Map(
    candidates.map(({ operation: { id } }) => [id, rateOf(id, fault, past)]),
  );
  return [...candidates].sort(
    (one, other) =>
      rates.get(other.operation.id)! - rates.get(one.operation.id)!,
  );
}

/** Whether the last tries of an operation on a target all failed to help. */
export function isRetired(
  { operation: { id, target } }: Candidate,
  fault: string,
  past: readonly PastAttempt[],
): boolean {
  const key = targetKey(target);
  const tries = judged(id, fault, past)
    .filter(each => each.target === key)
    .slice(0, RETIRED_AFTER);
  return tries.length === RETIRED_AFTER && !tries.some(didHelp);
}

function rateOf(
  id: string,
  fault: string,
  past: readonly PastAttempt[],
): number {
  const tries = judged(id, fault, past);
  const helped = tries.filter(didHelp).length;
  const { high = 1, low = 0 } = wilsonInterval(helped, tries.length) ?? {};
  // The middle of what is likely: few tries say little in either direction.
  return tries.length === 0 ? UNKNOWN_RATE : (low + high) / 2;
}

function judged(id: string, fault: string, past: readonly PastAttempt[]) {
  return past.filter(
    each =>
      !each.isForgotten &&
      each.operation === id &&
      each.fault === fault &&
      didHelp(each) !== undefined,
  );
}
