import { parseArgs } from 'node:util';
import { quantile, report } from '../figures';
import { runBenchmark } from '../processes';
import { createRandom } from './createRandom';
import { scoreWorld, type RunOutcome } from './scoreWorld';
import { startLabWorld, startSandboxWorld } from './worlds';

const log = (line: string) => console.log(line);

const { values } = parseArgs({
  options: {
    /** Of each cluster. */
    runs: { type: 'string', default: '110' },
    seed: { type: 'string', default: '1' },
    workloads: { type: 'string', default: '320' },
    /** Only that cluster. */
    only: { type: 'string' },
    /** Only those kinds of faults. */
    fault: { type: 'string', multiple: true },
  },
});

const starts = { sandbox: startSandboxWorld, lab: startLabWorld };

/** How much of what breaks is healed without a person, in the sandbox and on a real control plane. */
runBenchmark(async cleanup => {
  const random = createRandom(Number(values.seed));
  const runs: RunOutcome[] = [];
  const rulesBroken: string[] = [];
  const worse: string[] = [];
  for (const [id, start] of Object.entries(starts)) {
    if (values.only && values.only !== id) {
      continue;
    }
    const world = await start({
      cleanup,
      workloads: Number(values.workloads),
      log,
    });
    const outcome = await scoreWorld({
      cleanup,
      world,
      runs: Number(values.runs),
      kinds: values.fault,
      random,
      log,
    });
    runs.push(...outcome.runs);
    rulesBroken.push(...outcome.rulesBroken);
    worse.push(...outcome.strays, ...outcome.runs.flatMap(run => run.harm));
  }

  const judged = runs.filter(run => !run.isGuarded);
  printKinds(judged);
  for (const [title, lines] of [
    ['Not healed', judged.flatMap(run => run.said)],
    ['Made worse', worse],
    ['Rule broken', rulesBroken],
  ] as const) {
    for (const line of lines) {
      log(`${title}: ${line}`);
    }
  }
  const times = timesOf(judged);
  const healed = times.length / judged.length;
  const medianRecoveryMs = Math.round(quantile(times, 0.5));
  report(
    {
      healed: Number(healed.toFixed(3)),
      madeWorse: worse.length,
      rulesBroken: rulesBroken.length,
      runs: judged.length,
      guardedRuns: runs.length - judged.length,
      medianRecoveryMs,
      p95RecoveryMs: Math.round(quantile(times, 0.95)),
      seed: Number(values.seed),
    },
    [
      { figure: 'healed', value: healed, atLeast: 0.9 },
      { figure: 'made worse', value: worse.length, atMost: 0 },
      { figure: 'rules broken', value: rulesBroken.length, atMost: 0 },
      { figure: 'runs', value: judged.length, atLeast: 200 },
      { figure: 'median recovery, ms', value: medianRecoveryMs, below: 30_000 },
    ],
  );
});

function printKinds(runs: readonly RunOutcome[]): void {
  const kinds = new Map<string, RunOutcome[]>();
  for (const run of runs) {
    const { faults, world } = run;
    const kind = faults.includes(' and ') ? 'two at once' : faults;
    const key = `${world}: ${kind}`;
    kinds.set(key, [...(kinds.get(key) ?? []), run]);
  }
  console.table(
    [...kinds].map(([kind, ofKind]) => {
      const times = timesOf(ofKind);
      return {
        kind,
        runs: ofKind.length,
        healed: times.length,
        'median s': Math.round(quantile(times, 0.5) / 1_000),
        'slowest s': Math.round(Math.max(0, ...times) / 1_000),
      };
    }),
  );
}

function timesOf(runs: readonly RunOutcome[]): number[] {
  return runs.flatMap(({ recoveryMs }) =>
    recoveryMs === undefined ? [] : [recoveryMs],
  );
}
