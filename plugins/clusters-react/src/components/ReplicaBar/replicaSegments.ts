/**
 * How many replicas there are, and how many there should be.
 *
 * @public
 */
export interface ReplicaCounts {
  desired: number;
  ready: number;
  /** Of the newest revision. */
  updated: number;
}

/** One piece of the bar. */
export interface ReplicaSegment {
  state: 'ready' | 'ready-old' | 'missing';
  /** Its share of the bar, 0 to 1. */
  share: number;
}

/** Above this many, single replicas cannot be told apart and the bar shows proportions. */
const MOST_SINGLE_SEGMENTS = 20;

/** Cuts the bar into a piece per replica, or per state when there are many. */
export function replicaSegments(counts: ReplicaCounts): ReplicaSegment[] {
  const total = Math.max(counts.desired, counts.ready);
  if (total === 0) {
    return [];
  }
  // A surge may show more updated than ready replicas; only those that are ready are drawn.
  const ready = Math.min(counts.ready, counts.updated);
  const old = counts.ready - ready;
  const amounts: [ReplicaSegment['state'], number][] = [
    ['ready', ready],
    ['ready-old', old],
    ['missing', total - counts.ready],
  ];
  return amounts.flatMap(([state, amount]) => {
    if (total > MOST_SINGLE_SEGMENTS) {
      return amount > 0 ? [{ state, share: amount / total }] : [];
    }
    return Array.from({ length: amount }, () => ({ state, share: 1 / total }));
  });
}
