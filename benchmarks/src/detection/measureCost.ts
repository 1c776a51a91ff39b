import { setTimeout as delay } from 'node:timers/promises';
import { changePods } from '../cache/changePods';
import { PODS_PER_DEPLOYMENT, startLoadedLab } from '../load';
import type { Cleanup } from '../processes';
import { DetectionBackend } from './DetectionBackend';

// Until everything that runs all the time is compiled.
const WARM_UP = { perSecond: 100, seconds: 15 };
const CHANGES = { perSecond: 100, seconds: 30 };
/** Until the last change has been looked at. */
const SETTLE_MS = 2_000;

/** What detection costs in a cluster of some size. */
export interface Cost {
  pods: number;
  /** CPU time of the backend for each change of a pod. */
  cpuMicrosPerChange: number;
  /** The same of a backend that only watches. */
  watchingCpuMicrosPerChange: number;
}

/** Two backends hear of the same changes of pods at the same time: one detects faults, the other only watches. */
export async function measureCost(options: {
  cleanup: Cleanup;
  deployments: number;
}): Promise<Cost> {
  const { cleanup, deployments } = options;
  const { lab, load } = await startLoadedLab({ cleanup, deployments });
  const pods = deployments * PODS_PER_DEPLOYMENT;
  const detecting = await DetectionBackend.start({ cleanup, lab, pods });
  const watching = await DetectionBackend.start({
    cleanup,
    lab,
    pods,
    withoutFaults: true,
  });
  const used = () =>
    Promise.all([detecting, watching].map(one => one.cpuMicros()));
  await changePods(lab, load, WARM_UP);
  await delay(SETTLE_MS);
  const before = await used();
  const changes = await changePods(lab, load, CHANGES);
  await delay(SETTLE_MS);
  const [cpuMicrosPerChange, watchingCpuMicrosPerChange] = (await used()).map(
    (now, index) => (now - before[index]) / changes,
  );
  await Promise.all([detecting.stop(), watching.stop()]);
  await lab.stop();
  return { pods, cpuMicrosPerChange, watchingCpuMicrosPerChange };
}
