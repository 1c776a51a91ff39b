import type {
  KubernetesObject,
  ObjectOf,
  ObjectStore,
} from '@groundcrew/plugin-clusters-node';
import { isOver, workloadOf } from '../topology';
import { asList } from './asList';

/** Who uses a claim. */
export interface ClaimUsers {
  pods: ObjectOf<'Pod'>[];
  /** The workloads of those pods, each once. */
  workloads: KubernetesObject[];
}

/** Names of the claims that a pod mounts. */
export function claimNames({ spec }: ObjectOf<'Pod'>): string[] {
  return asList(spec?.volumes).flatMap(
    ({ persistentVolumeClaim }) => persistentVolumeClaim?.claimName ?? [],
  );
}

/** The pods that mount a claim, and whose they are. */
export function claimUsers(
  store: ObjectStore,
  { metadata }: ObjectOf<'PersistentVolumeClaim'>,
): ClaimUsers {
  const { name = '', namespace } = metadata ?? {};
  const pods = store
    .list('Pod', { namespace })
    .filter(pod => !isOver(pod) && claimNames(pod).includes(name));
  const workloads = new Map(
    pods.map(pod => {
      const workload = workloadOf(store, pod);
      return [`${workload.kind} ${workload.metadata?.name}`, workload];
    }),
  );
  return { pods, workloads: [...workloads.values()] };
}
