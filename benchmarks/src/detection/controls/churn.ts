import { setTimeout as delay } from 'node:timers/promises';
import type { Control, ControlSite } from './Control';

/** What happens to 5,000 pods within an hour: a pod goes every four seconds, and somebody releases or scales something every minute. */
export const HOUR_OF_CHURN = { pods: 900, releases: 60, scalings: 60 };
/** It is gone through in so much less time. */
export const COMPRESSION = 12;

const HOUR_MS = 3_600_000;

/** An hour of churn, in five minutes: more happens at once, and what waits for something waits as long as ever. */
export const churn: Control = {
  id: 'churn',
  async run(site) {
    const inMs = HOUR_MS / COMPRESSION;
    const startedAt = performance.now();
    const every = async (
      count: number,
      act: (index: number) => Promise<void>,
    ) => {
      for (let index = 0; index < count; index += 1) {
        const due = startedAt + ((index + 1) * inMs) / (count + 1);
        await delay(Math.max(due - performance.now(), 0));
        await act(index);
      }
    };
    const { pods, releases, scalings } = HOUR_OF_CHURN;
    await Promise.all([
      every(pods, index => deletePod(site, index)),
      every(releases, index => releaseSomething(site, index)),
      every(scalings, index => scaleSomething(site, index)),
    ]);
    const { load, town } = site;
    for (const namespace of [...town.namespaces, ...load.namespaces]) {
      await town.untilRolledOut(namespace);
    }
    return pods + releases + scalings;
  },
};

async function deletePod({ load, town }: ControlSite, index: number) {
  const { namespaces } = load;
  const pods = await town.list(
    `/api/v1/namespaces/${namespaces[index % namespaces.length]}/pods?limit=50`,
  );
  const { name, namespace } = pods[index % pods.length]?.metadata ?? {};
  await town.world
    .delete({ apiVersion: 'v1', kind: 'Pod', metadata: { name, namespace } })
    // Something else took it away.
    .catch(() => {});
}

async function releaseSomething({ load, town }: ControlSite, index: number) {
  const { name, namespace } = load.deployments[index % load.deployments.length];
  await town.release('Deployment', namespace, name, `churn-${index}`);
  const inTown = town.namespaces[index % town.namespaces.length];
  await town.release('Deployment', inTown, 'front', `churn-${index}`);
}

async function scaleSomething({ load, town }: ControlSite, index: number) {
  const offset = Math.floor(load.deployments.length / 2);
  const { name, namespace, replicas } =
    load.deployments[(offset + index) % load.deployments.length];
  await town.change('Deployment', namespace, name, {
    replicas: index % 2 === 0 ? replicas + 2 : Math.max(replicas - 3, 1),
  });
}
