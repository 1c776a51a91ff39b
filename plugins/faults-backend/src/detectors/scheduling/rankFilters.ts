import type { Filter } from './filters';

/** A node as a pod that has no place sees it. */
export interface NodeVerdict {
  name: string;
  failed: ReadonlySet<Filter>;
  /** A node of the control plane that this pod may not use: nobody means such nodes when they ask for nodes. */
  isReserved: boolean;
}

/** A filter that keeps a pod from running. */
export interface RankedFilter {
  filter: Filter;
  /** From 0 to 1, before the scheduler's words are heard. */
  confidence: number;
  /** How many nodes would be free without it, in parts. */
  gain: number;
}

const WISHES: Filter[] = ['selector', 'affinity'];
const RESERVED_WEIGHT = 0.1;

/**
 * Which of the filters is to blame for a pod that has no node.
 *
 * @remarks
 *
 * The node selector and required affinity are what the author wishes. Where no node fulfils the wish, the wish is the fault.
 * Where some do, the fault is what keeps the pod from those: the one filter without which most of them would be free.
 */
export function rankFilters(
  nodes: readonly NodeVerdict[],
  hasWish: boolean,
): RankedFilter[] {
  const wished = nodes.filter(
    ({ failed }) => !WISHES.some(wish => failed.has(wish)),
  );
  const open = nodes.filter(({ isReserved }) => !isReserved);
  const meant = open.length > 0 ? open : nodes;
  if (hasWish && !wished.some(node => meant.includes(node))) {
    return blameWishes(meant);
  }
  const gains = new Map<Filter, number>();
  for (const { failed, isReserved } of wished) {
    const weight = isReserved ? RESERVED_WEIGHT : 1;
    for (const filter of failed) {
      // Without one of several, the node would still not be free: that filter only has a share.
      const share = failed.size === 1 ? 1 : 0.1 / failed.size;
      gains.set(filter, (gains.get(filter) ?? 0) + weight * share);
    }
  }
  const most = Math.max(...gains.values());
  return [...gains]
    .sort(([, a], [, b]) => b - a)
    .map(([filter, gain]) => ({
      filter,
      gain,
      confidence: gain === most ? 0.95 : 0.5,
    }));
}

function blameWishes(meant: readonly NodeVerdict[]): RankedFilter[] {
  const failedBy = (filter: Filter) =>
    meant.filter(({ failed }) => failed.has(filter)).length;
  const alone = WISHES.filter(
    wish => meant.length > 0 && failedBy(wish) === meant.length,
  );
  const blamed = alone.length > 0 ? alone : WISHES.filter(failedBy);
  return blamed.map(filter => ({
    filter,
    gain: failedBy(filter),
    confidence: blamed.length === 1 ? 0.95 : 0.85,
  }));
}
