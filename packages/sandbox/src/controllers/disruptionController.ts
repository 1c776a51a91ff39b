import { selects } from '../api/labelSelectors';
import { keyOf, referenceOf } from '../api/objects';
import { scaledValue } from '../api/quantities';
import {
  Deployments,
  PodDisruptionBudgets,
  Pods,
  ReplicaSets,
} from '../api/resources';
import { Pod } from '../api/podTypes';
import { timestamp } from '../clock';
import { Controller, ControllerContext } from './Controller';
import { CONTROLLER_MANAGER } from './podFactory';
import { isActive, isOf, isReady, ownKey, setCondition } from './podState';

/** Counts how many pods of a budget may be disrupted now. */
export function createDisruptionController({
  api,
  clock,
}: ControllerContext): Controller {
  return {
    name: 'disruption-controller',
    affectedBy: event => {
      if (!isOf(event, Pods)) return ownKey(event, PodDisruptionBudgets);
      const { namespace, labels } = event.object.metadata;
      const before = event.previous?.metadata.labels;
      return api.store
        .list(PodDisruptionBudgets, { namespace })
        .filter(
          ({ spec }) =>
            selects(spec.selector, labels) || selects(spec.selector, before),
        )
        .map(budget => keyOf(budget.metadata));
    },
    reconcile(key) {
      const budget = api.store.get(PodDisruptionBudgets, referenceOf(key));
      if (!budget) return;
      const { namespace } = budget.metadata;
      const pods = api.store
        .list(Pods, { namespace })
        .filter(isActive)
        .filter(pod => selects(budget.spec.selector, pod.metadata.labels));
      const { minAvailable, maxUnavailable } = budget.spec;
      const expected =
        maxUnavailable !== undefined || typeof minAvailable === 'string'
          ? expectedPods(pods)
          : pods.length;
      const healthy = pods.filter(isReady).length;
      const desired = Math.max(
        0,
        maxUnavailable === undefined
          ? scaledValue(minAvailable ?? 1, expected, 'up')
          : expected - scaledValue(maxUnavailable, expected, 'up'),
      );
      const allowed = expected > 0 ? Math.max(0, healthy - desired) : 0;
      api.modify(
        PodDisruptionBudgets,
        budget.metadata,
        draft => {
          const conditions = draft.status.conditions ?? [];
          setCondition(
            conditions,
            {
              type: 'DisruptionAllowed',
              status: allowed > 0 ? 'True' : 'False',
              reason: allowed > 0 ? 'SufficientPods' : 'InsufficientPods',
              message: '',
              observedGeneration: budget.metadata.generation,
            },
            timestamp(clock.now()),
          );
          draft.status = {
            observedGeneration: budget.metadata.generation,
            disruptionsAllowed: allowed,
            currentHealthy: healthy,
            desiredHealthy: desired,
            expectedPods: expected,
            conditions,
          };
        },
        { manager: CONTROLLER_MANAGER, subresource: 'status' },
      );
    },
  };

  /** As many pods as the workloads behind them want. */
  function expectedPods(pods: Pod[]): number {
    const wanted = new Map<string, number>();
    for (const pod of pods) {
      const [reference] = pod.metadata.ownerReferences ?? [];
      if (!reference) continue;
      const owner = api.store.byUid(reference.uid);
      const set = owner && api.store.get(ReplicaSets, owner.metadata);
      const deployment = set?.metadata.ownerReferences?.[0];
      const workload =
        (deployment &&
          api.store.get(Deployments, {
            namespace: pod.metadata.namespace,
            name: deployment.name,
          })) ??
        owner;
      const replicas = (workload?.spec as { replicas?: number } | undefined)
        ?.replicas;
      if (workload) wanted.set(workload.metadata.uid, replicas ?? 0);
    }
    return [...wanted.values()].reduce((sum, count) => sum + count, 0);
  }
}
