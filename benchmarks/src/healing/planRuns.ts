import type { HealableFault } from './faults';
import type { WorkloadName } from './Workload';

/** One run: what is broken, and how. */
export interface PlannedRun {
  /** Two where two things break at once. */
  parts: readonly { fault: HealableFault; workload: WorkloadName }[];
  /** Nobody but a person may mend it. */
  isGuarded: boolean;
}

/** Every so many runs two workloads break at once. */
const PAIR_EVERY = 8;

/**
 * As many runs as are wanted, each kind of fault as often as the others, in an order of chance, each on workloads of its own. Some are put
 * where nobody but a person may mend them.
 *
 * @throws Error where there are too few workloads
 */
export function planRuns(options: {
  runs: number;
  guardedRuns: number;
  faults: readonly HealableFault[];
  workloads: readonly WorkloadName[];
  guarded: ReadonlySet<string>;
  random(): number;
}): PlannedRun[] {
  const { faults, guarded, guardedRuns, random, runs, workloads } = options;
  const free = shuffle(
    workloads.filter(({ namespace }) => !guarded.has(namespace)),
    random,
  );
  const freeGuarded = shuffle(
    workloads.filter(({ namespace }) => guarded.has(namespace)),
    random,
  );
  const take = (from: WorkloadName[]) => {
    const workload = from.pop();
    if (!workload) {
      throw new Error('There are fewer workloads than there are runs');
    }
    return workload;
  };
  const part = (from: WorkloadName[], index: number) => ({
    fault: faults[index % faults.length],
    workload: take(from),
  });
  const planned: PlannedRun[] = [];
  for (let index = 0; index < runs; index += 1) {
    const parts = [part(free, index)];
    if (index % PAIR_EVERY === PAIR_EVERY - 1) {
      parts.push(part(free, Math.floor(random() * faults.length)));
    }
    planned.push({ parts, isGuarded: false });
  }
  for (let index = 0; index < guardedRuns; index += 1) {
    planned.push({ parts: [part(freeGuarded, index)], isGuarded: true });
  }
  return shuffle(planned, random);
}

/** By Fisher and Yates. */
function shuffle<T>(items: readonly T[], random: () => number): T[] {
  const shuffled = [...items];
  for (let last = shuffled.length - 1; last > 0; last -= 1) {
    const other = Math.floor(random() * (last + 1));
    [shuffled[last], shuffled[other]] = [shuffled[other], shuffled[last]];
  }
  return shuffled;
}
