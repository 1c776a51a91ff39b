import { readFile } from 'node:fs/promises';
import { waitFor, type Lab } from '@groundcrew/lab';
import { report, round } from '../figures';
import { PODS_PER_DEPLOYMENT, startLoadedLab } from '../load';
import { runBenchmark } from '../processes';
import { CandidateProcess } from './CandidateProcess';
import { changePods } from './changePods';

// Fewer only to try something out: what is reported is for 500.
const DEPLOYMENTS = Number(process.argv[2] ?? 500);
const PODS = DEPLOYMENTS * PODS_PER_DEPLOYMENT;
const CHANGES = { perSecond: 100, seconds: 30 };
// Until both processes have compiled what they run all the time.
const WARM_UP = { perSecond: 100, seconds: 15 };

interface Measured {
  readyMs: number;
  bytesPerPod: number;
  cpuMicrosPerChange: number;
  cpuShare: number;
}

/**
 * Measures the watch cache beside a plain informer: two processes, each with all pods of one real API server, that hear
 * of the same changes at the same time.
 */
runBenchmark(async cleanup => {
  const { lab, load } = await startLoadedLab({
    cleanup,
    deployments: DEPLOYMENTS,
    log: line => console.log(line),
  });
  const context = await currentContext(lab.kubeconfig);
  console.log(`${PODS} pods, ${await jsonBytesPerPod(lab)} bytes of JSON each`);

  const measured: Measured[] = [];
  const processes: CandidateProcess[] = [];
  for (const file of ['groundcrew.ts', 'informer.ts']) {
    const candidate = await CandidateProcess.start(file);
    cleanup.defer(() => candidate.stop());
    processes.push(candidate);
    const before = await candidate.residentBytes();
    const { readyMs, pods } = await candidate.start(lab.kubeconfig, context);
    if (pods !== PODS) {
      throw new Error(`${file} holds ${pods} of ${PODS} pods`);
    }
    const after = await candidate.residentBytes();
    measured.push({
      readyMs,
      bytesPerPod: (after - before) / PODS,
      cpuMicrosPerChange: 0,
      cpuShare: 0,
    });
  }

  const seen = async (changes: number) =>
    waitFor(
      'all changes to be seen',
      async () => {
        const now = await Promise.all(processes.map(one => one.usage()));
        return now.every(usage => usage.changes >= changes);
      },
      { timeoutMs: 30_000, intervalMs: 100 },
    );
  const before = await changePods(lab, load, WARM_UP);
  await seen(before);
  const idle = await Promise.all(processes.map(one => one.usage()));
  const changes = await changePods(lab, load, CHANGES);
  await seen(before + changes);
  const busy = await Promise.all(processes.map(one => one.usage()));
  busy.forEach((usage, index) => {
    const micros = usage.cpuMicros - idle[index].cpuMicros;
    measured[index].cpuMicrosPerChange = micros / changes;
    measured[index].cpuShare = micros / (CHANGES.seconds * 1e6);
  });

  print(measured);
});

async function currentContext(kubeconfig: string): Promise<string> {
  const text = await readFile(kubeconfig, 'utf8');
  const context = /^current-context:\s*"?([^"\s]+)/m.exec(text)?.[1];
  if (!context) {
    throw new Error('The kubeconfig of the lab has no current context');
  }
  return context;
}

async function jsonBytesPerPod(lab: Lab): Promise<number> {
  const text = await lab.client.requestText({ path: '/api/v1/pods' });
  return Math.round(text.length / PODS);
}

function print([ours, informer]: Measured[]) {
  const row = (name: string, format: (one: Measured) => string) => ({
    '': name,
    Groundcrew: format(ours),
    informer: format(informer),
  });
  console.table([
    row('first list to ready, ms', one => one.readyMs.toFixed(0)),
    row('resident bytes a pod', one => one.bytesPerPod.toFixed(0)),
    row('CPU a change, microseconds', one => one.cpuMicrosPerChange.toFixed(0)),
    row(`CPU at ${CHANGES.perSecond} changes/s, % of a core`, one =>
      (one.cpuShare * 100).toFixed(1),
    ),
  ]);
  const bytesRatio = round(ours.bytesPerPod / informer.bytesPerPod);
  const cpuRatio = round(ours.cpuMicrosPerChange / informer.cpuMicrosPerChange);
  report(
    {
      pods: PODS,
      bytesPerPod: Math.round(ours.bytesPerPod),
      bytesRatio,
      readyMs: Math.round(ours.readyMs),
      cpuRatio,
    },
    [
      { figure: 'bytesRatio', value: bytesRatio, atMost: 0.5 },
      { figure: 'cpuRatio', value: cpuRatio, below: 1 },
    ],
  );
}
