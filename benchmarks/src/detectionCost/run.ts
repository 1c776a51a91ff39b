import { report, round } from '../figures';
import { runBenchmark } from '../processes';
import { measureCost, type Cost } from './measureCost';

// Fewer only to try something out: what is reported is for 500.
const DEPLOYMENTS = Number(process.argv[2] ?? 500);

/** What it costs to detect faults while pods change, in a cluster and in one of a fifth of its size. */
runBenchmark(async cleanup => {
  const small = await measureCost({
    cleanup,
    deployments: Math.ceil(DEPLOYMENTS / 5),
  });
  const large = await measureCost({ cleanup, deployments: DEPLOYMENTS });
  console.table(
    [small, large].map(cost => ({
      pods: cost.pods,
      'until all was looked at, s of CPU': round(cost.startCpuMicros / 1e6),
      'watching, µs of CPU a change': Math.round(
        cost.watchingCpuMicrosPerChange,
      ),
      'watching and detecting': Math.round(cost.cpuMicrosPerChange),
    })),
  );
  const costRatio = round(detectionCost(large) / detectionCost(small));
  report(
    {
      pods: large.pods,
      // Of a core, at 100 changes a second.
      cpuPercent: round(detectionCost(large) / 100),
      smallPods: small.pods,
      smallCpuPercent: round(detectionCost(small) / 100),
      costRatio,
      startCpuSeconds: round(large.startCpuMicros / 1e6),
    },
    [{ figure: 'costRatio', value: costRatio, atMost: 2 }],
  );
});

/** CPU time of detection for each change, in microseconds: what the backend uses beyond watching. */
function detectionCost(cost: Cost): number {
  return cost.cpuMicrosPerChange - cost.watchingCpuMicrosPerChange;
}
