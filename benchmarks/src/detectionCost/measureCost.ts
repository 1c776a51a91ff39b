import { setTimeout as delay } from 'node:timers/promises';
import { waitFor } from '@groundcrew/lab';
import { changePods } from '../cache/changePods';
import { PODS_PER_DEPLOYMENT, startLoadedLab } from '../load';
import type { Cleanup } from '../processes';
import { DetectionBackend } from '../detection/DetectionBackend';

// Until everything that runs all the time is compiled.
const WARM_UP = { perSecond: 100, seconds: 15 };
const CHANGES = { perSecond: 100, seconds: 30 };
/** Until the last change has been looked at. */
const SETTLE_MS = 2_000;

/** A backend that uses less than this share of a core for so long has nothing to do. */
const QUIET_SHARE = 0.1;
const QUIET_MS = 5_000;

/** What detection costs in a cluster of some size. */
export interface Cost {
  pods: number;
  /** CPU time of detection until it has looked at everything for the first time. */
  startCpuMicros: number;
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
  await untilQuiet(detecting);
  await untilQuiet(watching);
  const [detected, watched] = await used();
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
  return {
    pods,
    startCpuMicros: detected - watched,
    cpuMicrosPerChange,
    watchingCpuMicrosPerChange,
  };
}

/** At first everything there is is looked at, which is no cost of a change. */
async function untilQuiet(backend: DetectionBackend): Promise<void> {
  await waitFor(
    'the backend to have looked at everything',
    async () => {
      const before = await backend.cpuMicros();
      await delay(QUIET_MS);
      const micros = (await backend.cpuMicros()) - before;
      return micros < QUIET_SHARE * QUIET_MS * 1_000;
    },
    { timeoutMs: 300_000 },
  );
}
