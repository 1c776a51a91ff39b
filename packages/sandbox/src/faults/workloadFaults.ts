import { InputError } from '@backstage/errors';
import { PersistentVolumeClaim } from '../api/clusterTypes';
import { controllerOf } from '../api/objects';
import { parseQuantity } from '../api/quantities';
import {
  ConfigMaps,
  DaemonSets,
  Deployments,
  PersistentVolumeClaims,
  Pods,
  ReplicaSets,
  ResourceType,
  StatefulSets,
} from '../api/resources';
import { Container, Pod } from '../api/podTypes';
import { Deployment } from '../api/workloadTypes';
import { BehaviourOverride } from '../kubelet/behaviour';
import { SandboxCluster } from '../SandboxCluster';
import { Fault, FaultTarget, Revert, createFault } from './Fault';

export const FAULT_MANAGER = 'sandbox-faults';

const WORKLOADS = [Deployments, StatefulSets, DaemonSets] as ResourceType[];
/** So much of its limit. */
const WANTS_MORE = 1.25;

/** What a full volume needs. */
const HALF_AS_MUCH_AGAIN = 1.5;
const CRASHING: BehaviourOverride = {
  exitAfterMs: 3_000,
  exitCode: 1,
  exitReason: 'Error',
};

/** Faults of one workload. */
export const workloadFaults: Fault<'workload'>[] = [
  createFault({
    id: 'crash-loop',
    title: 'Crash loop',
    effect:
      'Every container exits with code 1 three seconds after it starts; CrashLoopBackOff follows.',
    targetKind: 'workload',
    apply: (cluster, target) => overrideBehaviour(cluster, target, CRASHING),
  }),
  createFault({
    id: 'bad-replica',
    title: 'One bad replica',
    effect:
      'One pod crashes three seconds after each start, and goes on doing so until it is replaced; the others serve.',
    targetKind: 'workload',
    apply: (cluster, target) =>
      crash(cluster, target, presentPods(cluster, target).slice(0, 1)),
  }),
  createFault({
    id: 'stale-pods',
    title: 'Stale pods',
    effect:
      'Every pod that is there now crashes three seconds after each start; pods that take their place are well.',
    targetKind: 'workload',
    apply: (cluster, target) =>
      crash(cluster, target, presentPods(cluster, target)),
  }),
  createFault({
    id: 'oom-kill',
    title: 'Out of memory',
    effect:
      'Every container wants a quarter more memory than its limit, and is OOMKilled (exit code 137) eight seconds after it starts, until it may have that much.',
    targetKind: 'workload',
    apply(cluster, target) {
      const { workload } = workloadOf(cluster, target);
      const wanted = new Map(
        workload.spec.template.spec.containers.map(container => [
          container.name,
          (memoryLimitOf(container) ?? Infinity) * WANTS_MORE,
        ]),
      );
      return overrideBehaviour(
        cluster,
        target,
        { exitAfterMs: 8_000, exitCode: 137, exitReason: 'OOMKilled' },
        // Without a limit it is its node that has none left.
        container =>
          (memoryLimitOf(container) ?? 0) < (wanted.get(container.name) ?? 0),
      );
    },
  }),
  createFault({
    id: 'full-volume',
    title: 'Full volume',
    effect:
      'The pods crash because no space is left on their volumes, until those are half as large again.',
    targetKind: 'workload',
    apply(cluster, target) {
      const wanted = new Map(
        presentPods(cluster, target).flatMap(pod =>
          claimsOf(cluster, pod).map(({ metadata, status }) => [
            metadata.uid,
            parseQuantity(status.capacity?.storage) * HALF_AS_MUCH_AGAIN,
          ]),
        ),
      );
      if (wanted.size === 0) {
        throw new InputError(`${target.name} has no volumes to fill`);
      }
      return overrideBehaviour(
        cluster,
        target,
        {
          ...CRASHING,
          lastWords: `panic: write ${mountPathOf(
            workloadOf(cluster, target).workload,
          )}/journal: no space left on device`,
        },
        (_container, pod) =>
          claimsOf(cluster, pod).some(
            ({ metadata, status }) =>
              parseQuantity(status.capacity?.storage) <
              (wanted.get(metadata.uid) ?? 0),
          ),
      );
    },
  }),
  createFault({
    id: 'failing-readiness-probe',
    title: 'Failing readiness probe',
    effect:
      'The readiness probes fail: pods stay Running, turn not ready and leave their Services.',
    targetKind: 'workload',
    apply(cluster, target) {
      const probed = workloadOf(
        cluster,
        target,
      ).workload.spec.template.spec.containers.some(
        ({ readinessProbe }) => readinessProbe,
      );
      if (!probed) {
        throw new InputError(`${target.name} has no readiness probe to fail`);
      }
      return overrideBehaviour(cluster, target, { unreadyAfterMs: 0 });
    },
  }),
  createFault({
    id: 'wrong-image',
    title: 'Wrong image',
    effect:
      'The image gets a tag that no registry has: a rollout starts and its pods stay in ImagePullBackOff.',
    targetKind: 'workload',
    apply(cluster, target) {
      const { type, workload } = workloadOf(cluster, target);
      const [{ image: before, name }] = workload.spec.template.spec.containers;
      const broken = before.replace(/(:[^:/@]+)?$/, ':does-not-exist');
      const setImage = (from: string, to: string) => {
        if (!cluster.store.get(type, workload.metadata)) return;
        cluster.api.modify(
          type,
          workload.metadata,
          draft => {
            const container = (
              draft as Deployment
            ).spec.template.spec.containers.find(each => each.name === name);
            // Whoever set another image meanwhile has repaired it already.
            if (container?.image === from) container.image = to;
          },
          { manager: FAULT_MANAGER },
        );
      };
      setImage(before, broken);
      return () => setImage(broken, before);
    },
  }),
  createFault({
    id: 'missing-configmap',
    title: 'Missing ConfigMap',
    effect:
      'A ConfigMap that the pods need is deleted and one pod is replaced: the new one stays in CreateContainerConfigError.',
    targetKind: 'workload',
    apply(cluster, target) {
      const { workload } = workloadOf(cluster, target);
      const { namespace } = workload.metadata;
      const name = configMapOf(workload);
      const configMap =
        name && cluster.store.get(ConfigMaps, { namespace, name });
      if (!configMap) {
        throw new InputError(`${target.name} refers to no ConfigMap`);
      }
      cluster.api.delete(ConfigMaps, configMap.metadata);
      replaceOnePod(cluster, target);
      return () => {
        if (cluster.store.get(ConfigMaps, configMap.metadata)) return;
        const { labels, annotations } = configMap.metadata;
        cluster.api.create(
          ConfigMaps,
          {
            metadata: { name, namespace, labels, annotations },
            data: configMap.data,
          },
          { manager: FAULT_MANAGER },
        );
      };
    },
  }),
];

/** In bytes. */
function memoryLimitOf({ resources }: Container): number | undefined {
  const limit = resources?.limits?.memory;
  return limit === undefined ? undefined : parseQuantity(limit);
}

function workloadOf(
  cluster: SandboxCluster,
  { kind, namespace, name }: FaultTarget,
): { type: ResourceType; workload: Deployment } {
  const type = WORKLOADS.find(
    candidate => candidate.kind === (kind ?? 'Deployment'),
  );
  const workload = type && cluster.store.get(type, { namespace, name });
  if (!type || !workload) {
    throw new InputError(
      `There is no ${kind ?? 'Deployment'} ${namespace}/${name} in ${
        cluster.name
      }`,
    );
  }
  return { type, workload: workload as Deployment };
}

function overrideBehaviour(
  cluster: SandboxCluster,
  target: FaultTarget,
  behaviour: BehaviourOverride,
  isAffected: (container: Container, pod: Pod) => boolean = () => true,
): Revert {
  const { workload } = workloadOf(cluster, target);
  const names = new Set(
    workload.spec.template.spec.containers.map(({ name }) => name),
  );
  const id = `fault/${JSON.stringify(behaviour)}/${workload.metadata.uid}`;
  cluster.kubelet.setOverride(
    id,
    (pod, container) =>
      names.has(container.name) &&
      isAffected(container, pod) &&
      belongsTo(cluster, pod, workload),
    behaviour,
  );
  return () => cluster.kubelet.clearOverride(id);
}

function belongsTo(
  cluster: SandboxCluster,
  pod: Pod,
  workload: Deployment,
): boolean {
  const { uid } = workload.metadata;
  const owner = controllerOf(pod);
  if (!owner || owner.uid === uid) return owner !== undefined;
  const set = cluster.store.get(ReplicaSets, {
    namespace: pod.metadata.namespace,
    name: owner.name,
  });
  return set !== undefined && controllerOf(set)?.uid === uid;
}

/** The pods of a workload that are not on their way out. */
function presentPods(cluster: SandboxCluster, target: FaultTarget): Pod[] {
  const { workload } = workloadOf(cluster, target);
  return cluster.store
    .list(Pods, { namespace: workload.metadata.namespace })
    .filter(
      pod =>
        !pod.metadata.deletionTimestamp && belongsTo(cluster, pod, workload),
    );
}

/** Has these pods crash, and no others. */
function crash(
  cluster: SandboxCluster,
  { name }: FaultTarget,
  pods: readonly Pod[],
): Revert {
  if (pods.length === 0) {
    throw new InputError(`${name} has no pods to break`);
  }
  const uids = new Set(pods.map(({ metadata }) => metadata.uid));
  const id = `fault/crash/${[...uids].join()}`;
  cluster.kubelet.setOverride(
    id,
    ({ metadata }) => uids.has(metadata.uid),
    CRASHING,
  );
  return () => cluster.kubelet.clearOverride(id);
}

/** Deletes a pod of the workload; its controller makes another. */
export function replaceOnePod(
  cluster: SandboxCluster,
  target: FaultTarget,
): void {
  const [pod] = presentPods(cluster, target);
  if (pod) cluster.api.delete(Pods, pod.metadata);
}

function claimsOf(
  { store }: SandboxCluster,
  { metadata: { namespace }, spec }: Pod,
): PersistentVolumeClaim[] {
  return (spec.volumes ?? []).flatMap(({ persistentVolumeClaim }) => {
    const name = persistentVolumeClaim?.claimName;
    const claim =
      name && store.get(PersistentVolumeClaims, { namespace, name });
    return claim ? [claim] : [];
  });
}

function mountPathOf({ spec }: Deployment): string {
  return (
    spec.template.spec.containers.flatMap(
      ({ volumeMounts = [] }) => volumeMounts,
    )[0]?.mountPath ?? '/data'
  );
}

function configMapOf({ spec }: Deployment): string | undefined {
  const { containers, volumes = [] } = spec.template.spec;
  return [
    ...containers.flatMap(({ envFrom = [], env = [] }) => [
      ...envFrom.map(({ configMapRef }) => configMapRef?.name),
      ...env.map(({ valueFrom }) => valueFrom?.configMapKeyRef?.name),
    ]),
    ...volumes.map(({ configMap }) => configMap?.name),
  ].find(Boolean);
}
