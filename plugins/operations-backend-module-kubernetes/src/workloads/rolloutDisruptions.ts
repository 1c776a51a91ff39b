import type { LocalRef } from '@groundcrew/plugin-clusters-node';
import type { DraftedDisruption } from '@groundcrew/plugin-operations-node';
import { podsReplacedAtOnce } from './podsReplacedAtOnce';
import { readyPods, wantedPods, type Workload } from './Workload';

/** How few pods of a workload may be ready while all of them are replaced. */
export function rolloutDisruptions(
  ref: LocalRef,
  workload: Workload,
): DraftedDisruption[] {
  const desired = wantedPods(workload);
  const ready = readyPods(workload);
  const lowestReady = Math.min(ready, desired - podsReplacedAtOnce(workload));
  return lowestReady < ready
    ? [{ workload: ref, desired, ready, lowestReady }]
    : [];
}
