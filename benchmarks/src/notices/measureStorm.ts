import { setTimeout as delay } from 'node:timers/promises';
import { waitFor, type KubernetesObject, type Lab } from '@groundcrew/lab';
import { App } from '../detection/faults/App';
import { condition } from '../detection/faults/appObjects';
import { withOthers } from '../detection/faults/infrastructure';
import { now, World } from '../detection/World';
import type { NoticesBackend } from './NoticesBackend';

const NODE: KubernetesObject = {
  apiVersion: 'v1',
  kind: 'Node',
  metadata: { name: 'node-that-dies', labels: {} },
};
const SIZES = { cpu: '16', memory: '64Gi', pods: '250' };
const NAMESPACE = 'storm';
/** For how long it is looked at what else is told. */
const WATCH_MS = 30_000;

/** What a dead node made of itself. */
export interface StormOutcome {
  incidents: number;
  notifications: number;
  affected: number;
}

/** Puts so many services on one node. */
export async function prepareStorm(lab: Lab, pods: number): Promise<App[]> {
  const world = World.create(lab.client);
  await world.create({
    ...NODE,
    status: {
      capacity: SIZES,
      allocatable: SIZES,
      conditions: withOthers([]),
    },
  });
  await world.create({
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name: NAMESPACE },
  });
  await world.create({
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: { name: 'default', namespace: NAMESPACE },
  });
  const apps: App[] = [];
  for (let number = 1; number <= pods; number += 1) {
    const place = { world, namespace: NAMESPACE, node: NODE.metadata!.name! };
    apps.push(await App.create(place, { name: `service-${number}` }));
  }
  return apps;
}

/** Lets the node die as it does: it is said to be away, and then every pod on it. */
export async function measureStorm(
  backend: NoticesBackend,
  lab: Lab,
  apps: readonly App[],
): Promise<StormOutcome> {
  const world = World.create(lab.client);
  const before = new Set((await backend.incidents()).map(({ id }) => id));
  const known = new Set((await backend.notifications()).map(({ id }) => id));
  await world.setStatus(NODE, {
    conditions: withOthers([
      {
        ...condition('Ready', false, 'NodeStatusUnknown'),
        message: 'Kubelet stopped posting node status.',
        status: 'Unknown',
      } as { type?: string },
    ]),
  });
  await world.patch(NODE, {
    spec: {
      taints: [{ key: 'node.kubernetes.io/unreachable', effect: 'NoExecute' }],
    },
  });
  for (const app of apps) {
    await app.says({ state: { running: { startedAt: now() } } }, false);
    await app.count({ pods: 1, ready: 0 });
  }
  const opened = async () =>
    (await backend.incidents()).filter(({ id }) => !before.has(id));
  const told = async () =>
    (await backend.notifications()).filter(({ id }) => !known.has(id));
  await waitFor('somebody to be told', async () => (await told()).length > 0, {
    timeoutMs: WATCH_MS,
    intervalMs: 250,
  }).catch(() => {});
  await delay(WATCH_MS);
  const incidents = await opened();
  return {
    incidents: incidents.length,
    notifications: (await told()).length,
    affected: Math.max(0, ...incidents.map(({ affected }) => affected.length)),
  };
}
