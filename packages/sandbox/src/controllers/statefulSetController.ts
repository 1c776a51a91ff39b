import { referenceOf } from '../api/objects';
import { PersistentVolumeClaims, Pods, StatefulSets } from '../api/resources';
import { Pod } from '../api/podTypes';
import { StatefulSet } from '../api/workloadTypes';
import { Controller, ControllerContext } from './Controller';
import { releasePods } from './podAdoption';
import { CONTROLLER_MANAGER, createPodOf, deletePodOf } from './podFactory';
import {
  availableInMs,
  controllerKey,
  isActive,
  isFinished,
  isReady,
  ownKey,
  podsOf,
} from './podState';
import { REVISION_LABEL, recordRevision } from './controllerRevisions';

const COMPONENT = 'statefulset-controller';
const RETRY_MS = 15_000;

/** Keeps numbered pods, one after the other, each with claims of its own. */
export function createStatefulSetController(
  context: ControllerContext,
): Controller {
  const { api, clock } = context;
  return {
    name: COMPONENT,
    affectedBy: event => [
      ...ownKey(event, StatefulSets),
      ...controllerKey(event, Pods, StatefulSets),
    ],
    reconcile(key, wakeAfter) {
      const set = api.store.get(StatefulSets, referenceOf(key));
      if (!set) return;
      const update = recordRevision(
        context,
        set,
        set.spec.revisionHistoryLimit,
      );
      const current = set.status.currentRevision ?? update;
      if (!set.metadata.deletionTimestamp) {
        releasePods(context, set);
        step(set, current, update, wakeAfter);
      }
      updateStatus(set, current, update);
    },
  };

  /** Does the next thing to be done; the change that it makes brings the next look. */
  function step(
    set: StatefulSet,
    current: string,
    update: string,
    wakeAfter: (delayMs: number) => void,
  ): void {
    const { replicas, minReadySeconds, podManagementPolicy } = set.spec;
    const inOrder = podManagementPolicy === 'OrderedReady';
    const pods = new Map(
      podsOf(api.store, set).map(pod => [ordinalOf(pod), pod]),
    );
    const partition = set.spec.updateStrategy.rollingUpdate?.partition ?? 0;
    for (let ordinal = 0; ordinal < replicas; ordinal++) {
      const pod = pods.get(ordinal);
      if (!pod) {
        createClaims(set, ordinal);
        const failure = createPodOf(context, set, set.spec.template, {
          component: COMPONENT,
          ...identity(set, ordinal),
          labels: {
            ...identity(set, ordinal).labels,
            [REVISION_LABEL]: ordinal < partition ? current : update,
          },
        });
        if (failure) wakeAfter(RETRY_MS);
        if (failure || inOrder) return;
      } else if (isFinished(pod) && !pod.metadata.deletionTimestamp) {
        deletePodOf(context, set, pod, COMPONENT);
        if (inOrder) return;
      } else if (inOrder) {
        const wait = availableInMs(pod, minReadySeconds, clock.now());
        if (wait) wakeAfter(wait);
        if (wait !== 0 || !isActive(pod)) {
          // A broken pod of an old template would block its own repair.
          if (wait !== undefined || !isStale(pod, update)) return;
        }
      }
    }
    const surplus = [...pods.keys()]
      .filter(ordinal => ordinal >= replicas)
      .sort((a, b) => b - a);
    for (const ordinal of surplus) {
      const pod = pods.get(ordinal)!;
      if (isActive(pod)) deletePodOf(context, set, pod, COMPONENT);
      if (inOrder) return;
    }
    if (set.spec.updateStrategy.type !== 'RollingUpdate') return;
    for (let ordinal = replicas - 1; ordinal >= partition; ordinal--) {
      const pod = pods.get(ordinal);
      if (!pod) continue;
      if (isStale(pod, update)) {
        if (isActive(pod)) deletePodOf(context, set, pod, COMPONENT);
        return;
      }
      if (availableInMs(pod, minReadySeconds, clock.now()) !== 0) return;
    }
  }

  function createClaims(set: StatefulSet, ordinal: number): void {
    for (const { metadata, spec } of set.spec.volumeClaimTemplates ?? []) {
      const name = `${metadata.name}-${set.metadata.name}-${ordinal}`;
      const { namespace } = set.metadata;
      if (api.store.get(PersistentVolumeClaims, { namespace, name })) continue;
      api.create(
        PersistentVolumeClaims,
        {
          metadata: {
            ...metadata,
            name,
            namespace,
            labels: { ...metadata.labels, ...set.spec.selector.matchLabels },
          },
          spec,
        },
        { manager: CONTROLLER_MANAGER },
      );
    }
  }

  function updateStatus(
    set: StatefulSet,
    current: string,
    update: string,
  ): void {
    const pods = podsOf(api.store, set).filter(isActive);
    const ofRevision = (revision: string) =>
      pods.filter(pod => pod.metadata.labels?.[REVISION_LABEL] === revision);
    const updated = ofRevision(update).length;
    const ready = pods.filter(isReady).length;
    const done = updated === set.spec.replicas && ready === updated;
    const available = pods.filter(
      pod => availableInMs(pod, set.spec.minReadySeconds, clock.now()) === 0,
    ).length;
    const fresh = api.store.get(StatefulSets, set.metadata);
    if (!fresh) return;
    api.modify(
      StatefulSets,
      set.metadata,
      draft => {
        draft.status = {
          observedGeneration: fresh.metadata.generation,
          replicas: pods.length,
          ...(ready > 0 && { readyReplicas: ready }),
          currentReplicas: done ? updated : ofRevision(current).length,
          ...(updated > 0 && { updatedReplicas: updated }),
          currentRevision: done ? update : current,
          updateRevision: update,
          collisionCount: 0,
          availableReplicas: available,
        };
      },
      { manager: CONTROLLER_MANAGER, subresource: 'status' },
    );
  }
}

function identity(set: StatefulSet, ordinal: number) {
  const name = `${set.metadata.name}-${ordinal}`;
  const claims = (set.spec.volumeClaimTemplates ?? []).map(claim => ({
    name: claim.metadata.name ?? '',
    persistentVolumeClaim: { claimName: `${claim.metadata.name}-${name}` },
  }));
  return {
    name,
    labels: {
      'apps.kubernetes.io/pod-index': String(ordinal),
      'statefulset.kubernetes.io/pod-name': name,
    },
    spec: {
      hostname: name,
      ...(set.spec.serviceName && { subdomain: set.spec.serviceName }),
      ...(claims.length > 0 && {
        volumes: [...claims, ...(set.spec.template.spec.volumes ?? [])],
      }),
    },
  };
}

function ordinalOf(pod: Pod): number {
  return Number(/-(\d+)$/.exec(pod.metadata.name)?.[1] ?? -1);
}

function isStale(pod: Pod, revision: string): boolean {
  return pod.metadata.labels?.[REVISION_LABEL] !== revision;
}
