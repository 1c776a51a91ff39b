import { selects } from '../api/labelSelectors';
import { controllerOf, ownedBy, type KubeObject } from '../api/objects';
import { Pods } from '../api/resources';
import type { ReplicaSet } from '../api/workloadTypes';
import type { ControllerContext } from './Controller';
import { CONTROLLER_MANAGER } from './podFactory';
import { isActive, podsOf } from './podState';

type Selecting = KubeObject & { spec: Pick<ReplicaSet['spec'], 'selector'> };

/** Takes pods that nothing controls, and that are as the selector says. */
export function adoptPods({ api }: ControllerContext, owner: Selecting): void {
  const { namespace } = owner.metadata;
  for (const pod of api.store.list(Pods, { namespace })) {
    if (
      !controllerOf(pod) &&
      isActive(pod) &&
      selects(owner.spec.selector, pod.metadata.labels)
    ) {
      api.modify(
        Pods,
        pod.metadata,
        draft => {
          draft.metadata.ownerReferences = [
            ...(draft.metadata.ownerReferences ?? []),
            ownedBy(owner),
          ];
        },
        { manager: CONTROLLER_MANAGER },
      );
    }
  }
}

/** Lets go of pods that are not as the selector says any more: they run on, and belong to nobody. */
export function releasePods(
  { api }: ControllerContext,
  owner: Selecting,
): void {
  const { uid } = owner.metadata;
  for (const pod of podsOf(api.store, owner)) {
    if (
      !pod.metadata.deletionTimestamp &&
      !selects(owner.spec.selector, pod.metadata.labels)
    ) {
      api.modify(
        Pods,
        pod.metadata,
        draft => {
          draft.metadata.ownerReferences =
            draft.metadata.ownerReferences?.filter(each => each.uid !== uid);
        },
        { manager: CONTROLLER_MANAGER },
      );
    }
  }
}
