import { ApiError } from '../api/ApiError';
import { selects } from '../api/labelSelectors';
import { Condition, controllerOf, keyOf, referenceOf } from '../api/objects';
import { StoreEvent } from '../api/ObjectStore';
import { Pods, ReplicaSets } from '../api/resources';
import { Pod } from '../api/podTypes';
import { ReplicaSet } from '../api/workloadTypes';
import { timestamp } from '../clock';
import { Controller, ControllerContext } from './Controller';
import { CONTROLLER_MANAGER, createPodOf, deletePodOf } from './podFactory';
import { adoptPods, releasePods } from './podAdoption';
import {
  availableInMs,
  controllerKey,
  isActive,
  isOf,
  isReady,
  ownKey,
  podsOf,
  readyCondition,
  setCondition,
} from './podState';

const COMPONENT = 'replicaset-controller';
const RETRY_MS = 15_000;

/** Keeps as many pods of a template as are asked for. */
export function createReplicaSetController(
  context: ControllerContext,
): Controller {
  const { api, clock } = context;
  // A refusal names the pod that it refused: trying again at each change of that message would never end.
  const refused = new Map<string, { until: number; failure: ApiError }>();
  return {
    name: COMPONENT,
    affectedBy: event => [
      ...ownKey(event, ReplicaSets),
      ...controllerKey(event, Pods, ReplicaSets),
      ...setsFor(event),
    ],
    reconcile(key, wakeAfter) {
      const set = api.store.get(ReplicaSets, referenceOf(key));
      if (!set) {
        refused.delete(key);
        return;
      }
      if (!set.metadata.deletionTimestamp) {
        releasePods(context, set);
        adoptPods(context, set);
      }
      const pods = podsOf(api.store, set).filter(isActive);
      const missing = set.spec.replicas - pods.length;
      const held = refused.get(key);
      const waits =
        missing > 0 && held !== undefined && clock.now() < held.until;
      let failure: ApiError | undefined = waits ? held.failure : undefined;
      if (!set.metadata.deletionTimestamp) {
        for (let made = 0; made < missing && !failure; made++) {
          failure = createPodOf(context, set, set.spec.template, {
            component: COMPONENT,
          });
        }
        for (const pod of firstToGo(pods).slice(0, Math.max(0, -missing))) {
          deletePodOf(context, set, pod, COMPONENT);
        }
      }
      if (failure && held && waits) {
        wakeAfter(held.until - clock.now());
      } else if (failure) {
        refused.set(key, { until: clock.now() + RETRY_MS, failure });
        wakeAfter(RETRY_MS);
      } else {
        refused.delete(key);
      }
      updateStatus(set, failure, wakeAfter);
    },
  };

  /** A pod that nothing controls may be one that some ReplicaSet looks for. */
  function setsFor(event: StoreEvent): string[] {
    if (!isOf(event, Pods) || controllerOf(event.object)) return [];
    const { labels, namespace } = event.object.metadata;
    return api.store
      .list(ReplicaSets, { namespace })
      .filter(({ spec }) => selects(spec.selector, labels))
      .map(({ metadata }) => keyOf(metadata));
  }

  function updateStatus(
    set: ReplicaSet,
    failure: ApiError | undefined,
    wakeAfter: (delayMs: number) => void,
  ): void {
    const pods = podsOf(api.store, set).filter(isActive);
    const { minReadySeconds } = set.spec;
    const waits = pods.map(pod =>
      availableInMs(pod, minReadySeconds, clock.now()),
    );
    const later = waits.filter(
      (wait): wait is number => wait !== undefined && wait > 0,
    );
    if (later.length > 0) wakeAfter(Math.min(...later));
    const ready = pods.filter(isReady).length;
    const available = waits.filter(wait => wait === 0).length;
    const fresh = api.store.get(ReplicaSets, set.metadata);
    if (!fresh) return;
    const conditions: Condition[] = (fresh.status.conditions ?? []).filter(
      ({ type }) => type !== 'ReplicaFailure',
    );
    if (failure) {
      setCondition(
        conditions,
        {
          type: 'ReplicaFailure',
          status: 'True',
          reason: 'FailedCreate',
          message: failure.message,
        },
        timestamp(clock.now()),
      );
      const before = fresh.status.conditions?.find(
        ({ type }) => type === 'ReplicaFailure',
      );
      if (before) conditions[0].lastTransitionTime = before.lastTransitionTime;
    }
    api.modify(
      ReplicaSets,
      set.metadata,
      draft => {
        draft.status = {
          replicas: pods.length,
          ...(pods.length > 0 && { fullyLabeledReplicas: pods.length }),
          ...(ready > 0 && { readyReplicas: ready }),
          ...(available > 0 && { availableReplicas: available }),
          observedGeneration: fresh.metadata.generation,
          ...(conditions.length > 0 && { conditions }),
        };
      },
      { manager: CONTROLLER_MANAGER, subresource: 'status' },
    );
  }
}

/** The pods in the order in which a ReplicaSet gives them up: what serves least, and of equals the youngest. */
function firstToGo(pods: Pod[]): Pod[] {
  const worth = (pod: Pod): [number, number, number, string] => [
    pod.spec.nodeName ? 1 : 0,
    { Pending: 0, Unknown: 1, Running: 2, Succeeded: 2, Failed: 0 }[
      pod.status.phase
    ] + (isReady(pod) ? 1 : 0),
    -(Date.parse(readyCondition(pod)?.lastTransitionTime ?? '') || 0),
    pod.metadata.creationTimestamp,
  ];
  return [...pods].sort((a, b) => {
    const [first, second] = [worth(a), worth(b)];
    for (const index of [0, 1, 2] as const) {
      if (first[index] !== second[index]) return first[index] - second[index];
    }
    return first[3] < second[3] ? 1 : -1;
  });
}
