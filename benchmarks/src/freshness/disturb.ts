import { setTimeout as sleep } from 'node:timers/promises';
import type { Lab, Load } from '@groundcrew/lab';

/** Changes the status of pods that nobody looks at, one after the other, until it is ended. Returns how many, when it is. */
export function disturb(
  lab: Lab,
  deployments: Load['deployments'],
  { perSecond }: { perSecond: number },
): { end(): Promise<number> } {
  const abort = new AbortController();
  const { signal } = abort;
  const run = async () => {
    let changes = 0;
    while (!signal.aborted) {
      const { name, namespace } = deployments[changes % deployments.length];
      const selector = encodeURIComponent(`app=${name}`);
      const pods = `/api/v1/namespaces/${namespace}/pods`;
      const { items } = await lab.client.request<{
        items: { metadata: { name: string } }[];
      }>({ path: `${pods}?labelSelector=${selector}` });
      for (const { metadata } of items) {
        await sleep(1_000 / perSecond, undefined, { signal }).catch(() => {});
        if (signal.aborted) {
          break;
        }
        await lab.client.request({
          method: 'PATCH',
          path: `${pods}/${metadata.name}/status`,
          body: { status: { message: `change ${changes}` } },
        });
        changes += 1;
      }
    }
    return changes;
  };
  const running = run();
  // Who ends it hears of what went wrong.
  running.catch(() => {});
  return {
    end: async () => {
      abort.abort();
      return running;
    },
  };
}
