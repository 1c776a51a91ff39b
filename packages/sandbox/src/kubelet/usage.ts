import { Node } from '../api/clusterTypes';
import { ContainerUsage } from '../api/metricsResources';
import { parseQuantity } from '../api/quantities';
import { Pod } from '../api/podTypes';
import { randomAt } from './random';

const SLOT_MS = 60_000;
const DAY_MS = 24 * 60 * 60 * 1000;

/** What the running containers of a pod use: about half of what they ask for, moving slowly, more by day. */
export function containerUsage(pod: Pod, now: number): ContainerUsage[] {
  const running = new Set(
    (pod.status.containerStatuses ?? [])
      .filter(({ state }) => state.running)
      .map(({ name }) => name),
  );
  return pod.spec.containers
    .filter(({ name }) => running.has(name))
    .map(({ name, resources }) => {
      const seed = `${pod.metadata.uid}/${name}`;
      const cpu = parseQuantity(resources?.requests?.cpu ?? '50m');
      const memory = parseQuantity(resources?.requests?.memory ?? '64Mi');
      return {
        name,
        cpuCores: cpu * (0.3 + 0.25 * wave(seed, now) + 0.1 * daytime(now)),
        memoryBytes: memory * (0.55 + 0.2 * wave(`${seed}/memory`, now)),
      };
    });
}

/** What a node uses: its pods, and the system beneath them. */
export function nodeUsage(
  pods: ContainerUsage[],
  node: Node,
  now: number,
): Omit<ContainerUsage, 'name'> {
  const seed = node.metadata.name;
  const sum = (field: 'cpuCores' | 'memoryBytes') =>
    pods.reduce((total, usage) => total + usage[field], 0);
  return {
    cpuCores: sum('cpuCores') + 0.08 + 0.05 * wave(seed, now),
    memoryBytes: sum('memoryBytes') + 600 * 2 ** 20 + 5e7 * wave(seed, now),
  };
}

/** A value in [0, 1] that glides from minute to minute. */
function wave(seed: string, now: number): number {
  const slot = Math.floor(now / SLOT_MS);
  const part = (now % SLOT_MS) / SLOT_MS;
  return randomAt(seed, slot) * (1 - part) + randomAt(seed, slot + 1) * part;
}

function daytime(now: number): number {
  return (1 - Math.cos((2 * Math.PI * (now % DAY_MS)) / DAY_MS)) / 2;
}
