import type { ObjectStore } from '@groundcrew/plugin-clusters-node';
import { isServing } from './healthOf';

/** Whether what a cluster holds of serving workloads is what there is now. */
export function isObservable(store: ObjectStore): boolean {
  const { observedAt, stale } = store.freshness();
  return (
    observedAt !== undefined &&
    stale === undefined &&
    store
      .kinds()
      .every(
        ({ kind, state }) =>
          !isServing(kind) || (state !== 'pending' && state !== 'stale'),
      )
  );
}
