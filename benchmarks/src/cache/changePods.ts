import { setTimeout as delay } from 'node:timers/promises';
import type { Lab, Load } from '@groundcrew/lab';

/** Changes the status of pods, one after the other, at an even rate. Returns how many changes were made. */
export async function changePods(
  lab: Lab,
  load: Load,
  options: { perSecond: number; seconds: number },
): Promise<number> {
  const { perSecond, seconds } = options;
  const paths = await podPaths(lab, load);
  const total = perSecond * seconds;
  const startedAt = performance.now();
  const underWay: Promise<unknown>[] = [];
  for (let i = 0; i < total; i++) {
    const due = startedAt + (i * 1_000) / perSecond;
    const early = due - performance.now();
    if (early > 1) {
      await delay(early);
    }
    underWay.push(
      lab.client.request({
        method: 'PATCH',
        path: `${paths[i % paths.length]}/status`,
        contentType: 'application/merge-patch+json',
        // Never what it was before: that would be no change.
        body: { status: { message: `change ${i} at ${startedAt}` } },
      }),
    );
  }
  await Promise.all(underWay);
  return total;
}

async function podPaths(lab: Lab, load: Load): Promise<string[]> {
  const lists = await Promise.all(
    load.namespaces.map(namespace =>
      lab.client.request<{ items: { metadata: { name: string } }[] }>({
        path: `/api/v1/namespaces/${namespace}/pods?limit=200`,
      }),
    ),
  );
  return lists.flatMap(({ items }, index) =>
    items.map(
      ({ metadata }) =>
        `/api/v1/namespaces/${load.namespaces[index]}/pods/${metadata.name}`,
    ),
  );
}
