import type { LocalRef, ObjectStore } from '@groundcrew/plugin-clusters-node';

interface Conditions {
  conditions?: { type: string; status: string }[];
}

/** Whether an object does not do all of its work now, as far as its status says. */
export function suffersNow(
  { kind, name, namespace }: LocalRef,
  store: ObjectStore,
): boolean {
  const key = { namespace, name };
  switch (kind) {
    case 'Deployment':
    case 'ReplicaSet':
    case 'Rollout':
    case 'StatefulSet': {
      const object = store.get(kind, key);
      const spec = object?.spec as { replicas?: number } | undefined;
      const status = object?.status as { readyReplicas?: number } | undefined;
      return (
        object !== undefined &&
        (status?.readyReplicas ?? 0) < (spec?.replicas ?? 1)
      );
    }
    case 'DaemonSet': {
      const status = store.get(kind, key)?.status;
      return (status?.numberReady ?? 0) < (status?.desiredNumberScheduled ?? 0);
    }
    case 'Job': {
      const status = store.get(kind, key)?.status;
      return (status?.failed ?? 0) > 0 && (status?.succeeded ?? 0) === 0;
    }
    case 'Node':
    case 'Pod': {
      const status = store.get(kind, key)?.status;
      return status !== undefined && !isReady(status);
    }
    case 'PersistentVolumeClaim': {
      const phase = store.get(kind, key)?.status?.phase;
      return phase !== undefined && phase !== 'Bound';
    }
    default:
      return false;
  }
}

function isReady({ conditions = [] }: Conditions): boolean {
  return conditions.some(
    ({ status, type }) => type === 'Ready' && status === 'True',
  );
}
