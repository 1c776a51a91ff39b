import { setTimeout as delay } from 'node:timers/promises';
import { waitFor } from '@groundcrew/lab';
import type { Control } from './Control';
import { townObjects } from './townObjects';

const APPLICATIONS = 5;

/** New applications come, in no order; and go again, part by part or with their namespace. */
export const applications: Control = {
  id: 'applications-come-and-go',
  async run({ town }) {
    const namespaces = Array.from(
      { length: APPLICATIONS },
      (_, index) => `visitor-${index + 1}`,
    );
    for (const namespace of namespaces) {
      await town.add(namespace);
    }
    for (const namespace of namespaces) {
      await town.untilRolledOut(namespace);
    }
    // A moment in which all of it stands.
    await delay(20_000);
    for (const [index, namespace] of namespaces.entries()) {
      if (index % 2 === 0) {
        for (const object of townObjects(namespace)) {
          await town.world.delete(object);
        }
      }
      await town.world.delete({
        apiVersion: 'v1',
        kind: 'Namespace',
        metadata: { name: namespace },
      });
    }
    await waitFor(
      'them to be gone',
      async () => {
        const left = await town.list('/api/v1/namespaces');
        return !left.some(({ metadata }) =>
          metadata?.name?.startsWith('visitor-'),
        );
      },
      { timeoutMs: 300_000, intervalMs: 500 },
    );
    return namespaces.length * 2;
  },
};
