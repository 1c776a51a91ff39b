import { setTimeout as delay } from 'node:timers/promises';
import type { KubernetesObject, Lab, Load } from '@groundcrew/lab';
import { World } from './World';

const PER_SECOND = 20;
const PODS_A_NAMESPACE = 20;

/** Lets pods of a load change, one after the other, until it is stopped. */
export async function changeBeside(
  lab: Lab,
  load: Load,
): Promise<{ stop(): Promise<void> }> {
  const world = World.create(lab.client);
  const pods: KubernetesObject[] = [];
  for (const namespace of load.namespaces) {
    const path = `/api/v1/namespaces/${namespace}/pods?limit=${PODS_A_NAMESPACE}`;
    const { items } = await lab.client.request<{ items: KubernetesObject[] }>({
      path,
    });
    for (const { metadata } of items) {
      const { name } = metadata ?? {};
      pods.push({
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: { name, namespace },
      });
    }
  }
  let isOver = false;
  const changing = (async () => {
    for (let count = 0; !isOver; count += 1) {
      await Promise.all([
        // Never what it was before: that would be no change.
        world.setStatus(pods[count % pods.length], {
          message: `change ${count}`,
        }),
        delay(1_000 / PER_SECOND),
      ]);
    }
  })();
  return {
    async stop() {
      isOver = true;
      await changing;
    },
  };
}
