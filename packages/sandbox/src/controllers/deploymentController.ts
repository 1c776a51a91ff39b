import { StoreEvent } from '../api/ObjectStore';
import { controllerOf, keyOf, referenceOf } from '../api/objects';
import { Deployments, Pods, ReplicaSets } from '../api/resources';
import { Deployment, ReplicaSet } from '../api/workloadTypes';
import { Controller, ControllerContext } from './Controller';
import {
  DESIRED_REPLICAS,
  MAX_REPLICAS,
  REVISION,
  annotateCurrent,
  createReplicaSet,
  currentReplicaSet,
  replicaSetsOf,
  revisionOf,
} from './deploymentRevisions';
import {
  deploymentStatus,
  progressDeadline,
  rolloutLimits,
} from './deploymentStatus';
import { CONTROLLER_MANAGER } from './podFactory';
import { controllerKey, isFinished, ownKey, podsOf } from './podState';

const COMPONENT = 'deployment-controller';

/** Rolls a template out over ReplicaSets, one of which is the current one. */
export function createDeploymentController(
  context: ControllerContext,
): Controller {
  const { api, clock, events } = context;
  return {
    name: COMPONENT,
    affectedBy: event => [
      ...ownKey(event, Deployments),
      ...controllerKey(event, ReplicaSets, Deployments),
      ...keyOfLostPod(event),
    ],
    reconcile(key, wakeAfter) {
      let deployment = api.store.get(Deployments, referenceOf(key));
      if (!deployment) return;
      if (!deployment.metadata.deletionTimestamp) {
        roll(deployment);
        deployment = api.store.get(Deployments, referenceOf(key));
        if (!deployment) return;
      }
      updateStatus(deployment, wakeAfter);
    },
  };

  /** Recreate waits for the last pod, of which the ReplicaSet's status says nothing any more. */
  function keyOfLostPod(event: StoreEvent): string[] {
    if (event.type !== 'DELETED') return [];
    return controllerKey(event, Pods, ReplicaSets).flatMap(key => {
      const set = api.store.get(ReplicaSets, referenceOf(key));
      const owner = set && controllerOf(set);
      const { namespace } = event.object.metadata;
      return owner ? [keyOf({ namespace, name: owner.name })] : [];
    });
  }

  function roll(deployment: Deployment): void {
    const sets = replicaSetsOf(context, deployment);
    let current = currentReplicaSet(deployment, sets);
    const { paused } = deployment.spec;
    const held =
      deployment.spec.strategy.type === 'Recreate' &&
      !current &&
      sets.some(set => podsOf(api.store, set).some(pod => !isFinished(pod)));
    if (held && !paused) {
      for (const set of sets) scaleTo(deployment, set, 0);
      return;
    }
    if (!current && !paused) {
      const { maxSurge } = rolloutLimits(deployment);
      current = createReplicaSet(context, deployment, maxSurge);
    }
    if (current && !paused) {
      current = annotateCurrent(context, deployment, current, sets);
      const revision = String(revisionOf(current));
      api.modify(
        Deployments,
        deployment.metadata,
        draft => {
          draft.metadata.annotations = {
            ...draft.metadata.annotations,
            [REVISION]: revision,
          };
        },
        // As the real controller does, so that this is no change of the Deployment itself.
        { manager: CONTROLLER_MANAGER, subresource: 'status' },
      );
    }
    const old = sets.filter(set => set.metadata.uid !== current?.metadata.uid);
    if (paused || isScaling(deployment, sets)) {
      scaleInProportion(deployment, current, old);
      return;
    }
    if (!current) return;
    if (deployment.spec.strategy.type === 'Recreate') {
      recreate(deployment, current, old);
    } else {
      rollGradually(deployment, current, old);
    }
    removeForgotten(deployment, old);
  }

  function recreate(
    deployment: Deployment,
    current: ReplicaSet,
    old: ReplicaSet[],
  ): void {
    for (const set of old) scaleTo(deployment, set, 0);
    const running = old.some(set =>
      podsOf(api.store, set).some(pod => !isFinished(pod)),
    );
    if (!running) scaleTo(deployment, current, deployment.spec.replicas);
  }

  function rollGradually(
    deployment: Deployment,
    current: ReplicaSet,
    old: ReplicaSet[],
  ): void {
    const { replicas } = deployment.spec;
    const { maxSurge, maxUnavailable } = rolloutLimits(deployment);
    const oldCount = old.reduce((sum, set) => sum + set.spec.replicas, 0);
    const room = replicas + maxSurge - oldCount - current.spec.replicas;
    const wanted = Math.min(
      replicas,
      current.spec.replicas + Math.max(0, room),
    );
    if (current.spec.replicas !== wanted) {
      scaleTo(deployment, current, wanted);
      return;
    }
    if (oldCount === 0) return;
    const unavailable =
      current.spec.replicas - (current.status.availableReplicas ?? 0);
    let spare =
      oldCount +
      current.spec.replicas -
      (replicas - maxUnavailable) -
      unavailable;
    // Broken old pods serve nobody and go first.
    for (const set of old) {
      const broken = set.spec.replicas - (set.status.availableReplicas ?? 0);
      const cut = Math.min(spare, broken);
      if (cut > 0) {
        scaleTo(deployment, set, set.spec.replicas - cut);
        spare -= cut;
      }
    }
    const available = [...old, current].reduce(
      (sum, set) => sum + (set.status.availableReplicas ?? 0),
      0,
    );
    let surplus = available - (replicas - maxUnavailable);
    for (const set of old) {
      const left = api.store.get(ReplicaSets, set.metadata)!;
      const cut = Math.min(surplus, left.spec.replicas);
      if (cut > 0) {
        scaleTo(deployment, left, left.spec.replicas - cut);
        surplus -= cut;
      }
    }
  }

  /** Shares a change of the replicas among the ReplicaSets that run. */
  function scaleInProportion(
    deployment: Deployment,
    current: ReplicaSet | undefined,
    old: ReplicaSet[],
  ): void {
    const { replicas } = deployment.spec;
    const sets = [...(current ? [current] : []), ...old];
    const active = sets.filter(set => set.spec.replicas > 0);
    if (active.length <= 1) {
      const only = active[0] ?? current;
      if (only) scaleTo(deployment, only, replicas);
      return;
    }
    const total = active.reduce((sum, set) => sum + set.spec.replicas, 0);
    const allowed =
      replicas === 0 ? 0 : replicas + rolloutLimits(deployment).maxSurge;
    let left = allowed - total;
    // The largest takes the rounding.
    const bySize = [...active].sort(
      (a, b) => a.spec.replicas - b.spec.replicas,
    );
    for (const [index, set] of bySize.entries()) {
      const fair = Math.round(((allowed - total) * set.spec.replicas) / total);
      const share = index === bySize.length - 1 ? left : fair;
      left -= share;
      scaleTo(deployment, set, Math.max(0, set.spec.replicas + share));
    }
  }

  function isScaling(deployment: Deployment, sets: ReplicaSet[]): boolean {
    const desired = String(deployment.spec.replicas);
    return sets.some(
      ({ spec, metadata }) =>
        spec.replicas > 0 &&
        metadata.annotations?.[DESIRED_REPLICAS] !== undefined &&
        metadata.annotations[DESIRED_REPLICAS] !== desired,
    );
  }

  function scaleTo(
    deployment: Deployment,
    set: ReplicaSet,
    replicas: number,
  ): void {
    const before = set.spec.replicas;
    const { maxSurge } = rolloutLimits(deployment);
    api.modify(
      ReplicaSets,
      set.metadata,
      draft => {
        draft.spec.replicas = replicas;
        draft.metadata.annotations = {
          ...draft.metadata.annotations,
          [DESIRED_REPLICAS]: String(deployment.spec.replicas),
          [MAX_REPLICAS]: String(deployment.spec.replicas + maxSurge),
        };
      },
      { manager: CONTROLLER_MANAGER },
    );
    if (replicas === before) return;
    events.record(deployment, {
      type: 'Normal',
      reason: 'ScalingReplicaSet',
      message: `Scaled ${replicas > before ? 'up' : 'down'} replica set ${
        set.metadata.name
      } from ${before} to ${replicas}`,
      component: COMPONENT,
    });
  }

  function removeForgotten(deployment: Deployment, old: ReplicaSet[]): void {
    const idle = old.filter(
      set =>
        set.spec.replicas === 0 &&
        set.status.replicas === 0 &&
        !set.metadata.deletionTimestamp,
    );
    const excess = idle.length - deployment.spec.revisionHistoryLimit;
    for (const set of idle.slice(0, Math.max(0, excess))) {
      api.delete(ReplicaSets, set.metadata);
    }
  }

  function updateStatus(
    deployment: Deployment,
    wakeAfter: (delayMs: number) => void,
  ): void {
    const sets = replicaSetsOf(context, deployment);
    const status = deploymentStatus(
      deployment,
      currentReplicaSet(deployment, sets),
      sets,
      clock.now(),
    );
    const updated = api.modify(
      Deployments,
      deployment.metadata,
      draft => {
        draft.status = status;
      },
      { manager: CONTROLLER_MANAGER, subresource: 'status' },
    );
    const deadline = progressDeadline(updated);
    if (deadline !== undefined) wakeAfter(deadline - clock.now() + 1000);
  }
}
