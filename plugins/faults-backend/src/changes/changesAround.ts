import type { ObjectRef } from '@groundcrew/plugin-clusters-common';
import type { Change } from '@groundcrew/plugin-faults-common';
import type { OperationSummary } from '@groundcrew/plugin-operations-common';
import { refKey } from '../engine/mergeFindings';
import { changesOfOperations } from './changesOfOperations';
import { mergeSeen } from './mergeSeen';
import { NAMESPACE_POLICIES } from './neighbours/neighboursOf';
import {
  surroundingsOf,
  type Surroundings,
  type SurroundingsOptions,
} from './surroundingsOf';

/** How long before an incident opens a change may have been why, in milliseconds. */
export const CHANGE_WINDOW_MS = 30 * 60_000;

const MOST_CHANGES = 50;
/** Nothing names them any more once they are gone. */
const MISSED_WHEN_GONE: readonly string[] = [
  'Service',
  'Ingress',
  'HorizontalPodAutoscaler',
];

/** What {@link changesAround} looks at. Times are milliseconds since 1970. */
export interface ChangesAroundOptions extends SurroundingsOptions {
  openedAt: number;
  now: number;
  /** What was noted while somebody watched: `ChangeJournal.list`. */
  changes: readonly Change[];
  /** What the cluster itself tells: `changesSeenIn`. */
  seen: readonly Change[];
  /** What was done through Groundcrew in that time, as far as whoever looks may see it. */
  operations: readonly OperationSummary[];
  /** Of the same incident, where they are known already. */
  surroundings?: Surroundings;
}

/**
 * What changed around an incident, from half an hour before it opened until now: those that may be why first, then the newest; at most 50.
 * An operation and the change that it made are one.
 */
export function changesAround(options: ChangesAroundOptions): Change[] {
  const { changes, now, openedAt, operations, seen } = options;
  const around = options.surroundings ?? surroundingsOf(options);
  const concerned = new Set(around.refs.map(refKey));
  const isInWindow = ({ at }: Change) => {
    const time = Date.parse(at);
    return time >= openedAt - CHANGE_WINDOW_MS && time <= now;
  };
  const noted = mergeSeen(changes, seen);
  const made = changesOfOperations(operations, noted, now);
  return made
    .filter(
      change =>
        isInWindow(change) &&
        // What was suspected once stays so, also when the cluster has gone on.
        (change.isSuspect || isConcerned(change, concerned, around)),
    )
    .map(change =>
      Date.parse(change.at) <= openedAt &&
      around.suspects.has(refKey(change.object))
        ? { ...change, isSuspect: true }
        : change,
    )
    .sort(
      (one, other) =>
        Number(other.isSuspect ?? false) - Number(one.isSuspect ?? false) ||
        Date.parse(other.at) - Date.parse(one.at),
    )
    .slice(0, MOST_CHANGES);
}

function isConcerned(
  { action, object }: Change,
  concerned: ReadonlySet<string>,
  { namespaces, refs }: Surroundings,
): boolean {
  const { kind, namespace = '' } = object;
  if (concerned.has(refKey(object))) {
    return true;
  }
  if (kind === 'Pod') {
    return refs.some(ref => mayOwn(ref, object));
  }
  return (
    namespaces.has(namespace) &&
    namespace !== '' &&
    (NAMESPACE_POLICIES.includes(kind) ||
      (action === 'deleted' && MISSED_WHEN_GONE.includes(kind)))
  );
}

/** By its name, as the pod may be gone. */
function mayOwn({ name, namespace }: ObjectRef, pod: ObjectRef): boolean {
  return namespace === pod.namespace && pod.name.startsWith(`${name}-`);
}
