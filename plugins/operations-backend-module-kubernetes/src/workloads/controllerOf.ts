import type {
  KubernetesObject,
  ObjectStore,
} from '@groundcrew/plugin-clusters-node';
import { ROLLED_OUT_KINDS, type Workload } from './Workload';

/** What brings a pod back. */
export interface Controller {
  /** `Deployment checkout`. */
  inWords: string;
  /** Where it is one of the kinds that we know more of, and in memory. */
  workload?: Workload;
}

/** What brings a pod back when it goes: the topmost that controls it, from memory. */
export function controllerOf(
  store: ObjectStore,
  pod: KubernetesObject,
): Controller | undefined {
  const reference = controllerReference(pod);
  if (!reference) {
    return undefined;
  }
  const namespace = pod.metadata?.namespace;
  let { kind, name } = reference;
  let object = store.get(kind, { namespace, name });
  const above = object && controllerReference(object);
  if (above) {
    ({ kind, name } = above);
    object = store.get(kind, { namespace, name });
  }
  const isKnown = (ROLLED_OUT_KINDS as readonly string[]).includes(kind);
  return {
    inWords: `${kind} ${name}`,
    workload: isKnown && object ? ({ ...object, kind } as Workload) : undefined,
  };
}

function controllerReference({ metadata }: KubernetesObject) {
  return metadata?.ownerReferences?.find(({ controller }) => controller);
}
