import { useApiHolder } from '@backstage/frontend-plugin-api';
import { signalApiRef } from '@backstage/plugin-signals-react';
import { CLUSTERS_CHANGED_CHANNEL } from '@groundcrew/plugin-clusters-common';
import { useEffect, useState } from 'react';

/** Changes whenever the state of a cluster did; `isAnnounced` says whether the app has signals at all. */
export function useClustersRevision(): {
  revision: string | undefined;
  isAnnounced: boolean;
} {
  const signals = useApiHolder().get(signalApiRef);
  const [count, setCount] = useState(0);
  useEffect(() => {
    const subscription = signals?.subscribe(CLUSTERS_CHANGED_CHANNEL, () =>
      setCount(previous => previous + 1),
    );
    return () => subscription?.unsubscribe();
  }, [signals]);
  return {
    revision: count === 0 ? undefined : String(count),
    isAnnounced: signals !== undefined,
  };
}
