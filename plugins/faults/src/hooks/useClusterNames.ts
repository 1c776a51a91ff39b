import { useClustersApi } from '@groundcrew/plugin-clusters-react';
import { useEffect, useState } from 'react';

/** The names of the clusters that whoever looks may see. None, while they are not known. */
export function useClusterNames(): string[] {
  const clustersApi = useClustersApi();
  const [names, setNames] = useState<string[]>([]);
  useEffect(() => {
    const controller = new AbortController();
    const ask = async () => {
      try {
        const { items } = await clustersApi.listClusters(controller);
        if (!controller.signal.aborted) {
          setNames(items.map(({ name }) => name));
        }
      } catch {
        // What concerns all of them can be chosen without their names.
      }
    };
    void ask();
    return () => controller.abort();
  }, [clustersApi]);
  return names;
}
