import type { OperationSummary } from '@groundcrew/plugin-operations-common';
import type { Cleanup } from '../processes';
import {
  badReleases,
  decays,
  overlappingReleases,
  refusedReleases,
  type HealableFault,
} from './faults';
import { HealingBackend } from './HealingBackend';
import { judgeHarm } from './judgeHarm';
import { judgeRules } from './judgeRules';
import { planRuns, type PlannedRun } from './planRuns';
import { watchRecovery, type Recovery } from './watchRecovery';
import { Workload, type WorkloadName } from './Workload';
import type { HealingWorld } from './worlds';

/** Faults at once, at the most. */
const AT_ONCE = 10;
/** One run in so many is where nobody but a person may mend it. */
const GUARDED_SHARE = 12;

const FAULTS: readonly HealableFault[] = [
  ...badReleases,
  ...refusedReleases,
  ...overlappingReleases,
  ...decays,
];

/** What came of one run. */
export interface RunOutcome {
  world: string;
  /** The ids of its faults. */
  faults: string;
  isGuarded: boolean;
  /** Milliseconds from the first write until everything was whole; undefined where it did not come to that. */
  recoveryMs?: number;
  /** What healing made worse, one sentence for each. */
  harm: string[];
  /** For whoever looks into one that was not healed. */
  said: string[];
}

/** What came of all runs in one cluster. */
export interface WorldOutcome {
  runs: RunOutcome[];
  /** Workloads that nobody had broken and that were not as before, one sentence for each. */
  strays: string[];
  rulesBroken: string[];
}

interface WatchedPart {
  id: string;
  workload: WorkloadName;
  startedAt: number;
  recovery: Recovery;
}

/** Breaks workloads, at most ten at a time, and watches what healing makes of it. */
export async function scoreWorld(options: {
  cleanup: Cleanup;
  world: HealingWorld;
  runs: number;
  /** Ids of faults; left out: all. */
  kinds?: readonly string[];
  random(): number;
  log(line: string): void;
}): Promise<WorldOutcome> {
  const { cleanup, kinds, log, random, runs, world } = options;
  const guarded = new Set(
    [...new Set(world.workloads.map(({ namespace }) => namespace))].slice(0, 2),
  );
  const backend = await HealingBackend.start({
    cleanup,
    cluster: world.cluster,
    pods: world.pods,
    guarded: [...guarded],
    operationsAnHour: 4 * runs,
  });
  const planned = planRuns({
    ...options,
    guardedRuns: Math.ceil(runs / GUARDED_SHARE),
    faults: FAULTS.filter(
      ({ id, onlyIn }) =>
        (!onlyIn || onlyIn === world.id) && (kinds?.includes(id) ?? true),
    ),
    workloads: world.workloads,
    guarded,
  });
  const watched = new Map<PlannedRun, WatchedPart[]>();
  await atOnce(AT_ONCE, planned, async run => {
    const parts = await breakAndWatch(run, world, random);
    watched.set(run, parts);
    log(
      `${world.id}: ${watched.size} of ${planned.length}: ${inWords(parts)}${
        run.isGuarded ? ', as it had to' : ''
      }`,
    );
  });

  const operations = await backend.operations();
  const outcomes: RunOutcome[] = [];
  for (const [{ isGuarded }, parts] of watched) {
    outcomes.push({
      world: world.id,
      faults: parts.map(({ id }) => id).join(' and '),
      isGuarded,
      recoveryMs: recoveryOf(parts),
      harm: parts.flatMap(part => harmTo(part, operations)),
      said: [],
    });
    const open = parts.filter(
      ({ recovery }) => recovery.recoveredAt === undefined,
    );
    if (!isGuarded && open.length > 0) {
      outcomes.at(-1)!.said = await saidOf(backend, open);
    }
  }
  const broken = new Set(
    planned.flatMap(({ parts }) =>
      parts.map(({ workload }) => keyOf(workload)),
    ),
  );
  const strays = await straysAmong(world, broken);
  await backend.stop();
  return {
    runs: outcomes,
    strays,
    rulesBroken: judgeRules({ operations, guarded }),
  };
}

async function breakAndWatch(
  { isGuarded, parts }: PlannedRun,
  { client, decay, play }: HealingWorld,
  random: () => number,
): Promise<WatchedPart[]> {
  return await Promise.all(
    parts.map(async ({ fault, workload: name }) => {
      const workload = Workload.create(client, name);
      const startedAt = Date.now();
      let isDone = false;
      const breaking = fault
        .break({ decay, play, random, workload })
        .then(() => (isDone = true));
      const [recovery] = await Promise.all([
        watchRecovery(workload, {
          isDone: () => isDone,
          isPatient: !isGuarded,
        }),
        breaking,
      ]);
      return { id: fault.id, workload: name, startedAt, recovery };
    }),
  );
}

function recoveryOf(parts: readonly WatchedPart[]): number | undefined {
  let longest = 0;
  for (const { recovery, startedAt } of parts) {
    if (recovery.recoveredAt === undefined) {
      return undefined;
    }
    longest = Math.max(longest, recovery.recoveredAt - startedAt);
  }
  return longest;
}

function harmTo(
  { id, recovery, workload }: WatchedPart,
  operations: readonly OperationSummary[],
): string[] {
  const lost = judgeHarm({
    recovery,
    operations: operations.filter(
      ({ target }) =>
        target.namespace === workload.namespace &&
        target.name.startsWith(workload.name),
    ),
  });
  return lost > 0
    ? [`${keyOf(workload)} (${id}) had ${lost} fewer pods serving than before`]
    : [];
}

async function saidOf(
  backend: HealingBackend,
  parts: readonly WatchedPart[],
): Promise<string[]> {
  const said: string[] = [];
  const incidents = await backend.incidents();
  for (const { workload } of parts) {
    const ofWorkload = incidents.filter(({ affected, object }) =>
      [object, ...affected].some(
        ({ name, namespace }) =>
          namespace === workload.namespace && name.startsWith(workload.name),
      ),
    );
    said.push(
      ...(ofWorkload.length === 0 ? [`${keyOf(workload)}: no incident`] : []),
    );
    for (const { fault, id, message } of ofWorkload) {
      said.push(
        `${keyOf(workload)}: ${fault}: ${message} ${await backend.healingOf(
          id,
        )}`,
      );
    }
  }
  return said;
}

/** Those that nobody broke, and that are not as they were created. */
async function straysAmong(
  { client, workloads }: HealingWorld,
  broken: ReadonlySet<string>,
): Promise<string[]> {
  const strays: string[] = [];
  await atOnce(AT_ONCE, workloads, async name => {
    if (broken.has(keyOf(name))) {
      return;
    }
    const { generation, isWhole } = await Workload.create(client, name).state();
    if (generation !== 1 || !isWhole) {
      strays.push(`${keyOf(name)} was healthy, and was changed`);
    }
  });
  return strays;
}

async function atOnce<T>(
  limit: number,
  items: readonly T[],
  act: (item: T) => Promise<void>,
): Promise<void> {
  const left = [...items];
  await Promise.all(
    Array.from({ length: limit }, async () => {
      for (let item = left.shift(); item; item = left.shift()) {
        await act(item);
      }
    }),
  );
}

function keyOf({ name, namespace }: WorkloadName): string {
  return `${namespace}/${name}`;
}

function inWords(parts: readonly WatchedPart[]): string {
  const recoveryMs = recoveryOf(parts);
  const faults = parts.map(({ id }) => id).join(' and ');
  return recoveryMs === undefined
    ? `${faults} stayed`
    : `${faults} over after ${Math.round(recoveryMs / 1_000)} s`;
}
