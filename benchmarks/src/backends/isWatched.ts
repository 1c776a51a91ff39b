import { ask } from './ask';

/** Whether all pods of the one cluster, and everything else of it, are in the cache. Until then lists are read. */
export async function isWatched(
  url: string,
  token: string,
  pods: number,
): Promise<boolean> {
  const { items } = await ask(
    `${url}/api/groundcrew-clusters/v1/clusters`,
    token,
  );
  const [cluster] = items;
  return (
    cluster?.pods.total >= pods &&
    cluster.kinds.every(({ state }: { state: string }) => state !== 'pending')
  );
}
