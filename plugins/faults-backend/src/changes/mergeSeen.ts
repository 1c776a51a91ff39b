import type { Change } from '@groundcrew/plugin-faults-common';
import { refKey } from '../engine/mergeFindings';

/** Times in objects are in seconds, and several processes see one change at different moments. */
const SLACK_MS = 10_000;

/**
 * Everything that is told of, each change once: what was noted as it happened says more than what is read off afterwards; and of several
 * that say the same, the first.
 */
export function mergeSeen(
  noted: readonly Change[],
  seen: readonly Change[],
): Change[] {
  const merged = new Map<string, Change[]>();
  const add = (change: Change, isSame: (other: Change) => boolean) => {
    const key = refKey(change.object);
    const others = merged.get(key);
    if (!others) {
      merged.set(key, [change]);
    } else if (!others.some(other => isNear(other, change) && isSame(other))) {
      others.push(change);
    }
  };
  const byTime = [...noted].sort(
    (one, other) => Date.parse(one.at) - Date.parse(other.at),
  );
  for (const change of byTime) {
    add(
      change,
      other =>
        other.action === change.action &&
        other.kind === change.kind &&
        other.message === change.message,
    );
  }
  for (const change of seen) {
    add(change, other => other.action === change.action);
  }
  return [...merged.values()].flat();
}

function isNear(one: Change, other: Change): boolean {
  return Math.abs(Date.parse(one.at) - Date.parse(other.at)) <= SLACK_MS;
}
