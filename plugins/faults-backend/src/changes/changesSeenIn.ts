import type { ObjectRef } from '@groundcrew/plugin-clusters-common';
import type { ObjectStore } from '@groundcrew/plugin-clusters-node';
import type { Change } from '@groundcrew/plugin-faults-common';

/**
 * What changed of some objects, as far as the cluster itself can tell afterwards: by when objects were made, who wrote which of
 * their fields when, revisions of workloads, conditions of nodes. For times at which nobody watched.
 *
 * @param since - milliseconds since 1970
 */
export function changesSeenIn(
  _store: ObjectStore,
  _refs: readonly ObjectRef[],
  _since: number,
): Change[] {
  return [];
}
