import type {
  KubernetesObject,
  ObjectStore,
} from '@groundcrew/plugin-clusters-node';
import { asText } from '../../kubernetes/asText';
import { timeOf } from '../../kubernetes/times';
import { partOf, recordOf, type Json } from '../facts/json';

/** One pod template that a workload has or had. */
export interface Revision {
  /** As `kubectl rollout history` counts. */
  revision: number;
  isCurrent: boolean;
  /** When there was first a template like that, in milliseconds since 1970. */
  createdAt?: number;
  /** Without what controllers add to it. */
  template: Json;
}

const REVISION = 'deployment.kubernetes.io/revision';
const HASHES = [
  'pod-template-hash',
  'rollouts-pod-template-hash',
  'controller-revision-hash',
];

/** The pod templates that a workload has and had, the newest first, as its ReplicaSets or ControllerRevisions tell. */
export function revisionsOf(
  store: ObjectStore,
  workload: KubernetesObject,
): Revision[] {
  const { uid } = workload.metadata ?? {};
  const sourceKind =
    workload.kind === 'Deployment' ? 'ReplicaSet' : 'ControllerRevision';
  if (
    !uid ||
    !['Deployment', 'StatefulSet', 'DaemonSet'].includes(workload.kind ?? '')
  ) {
    return [];
  }
  const found = store
    .ownedBy(uid)
    .filter(({ kind }) => kind === sourceKind)
    .flatMap(source => {
      const revision = revisionOf(source);
      return revision ? [{ ...revision, name: source.metadata?.name }] : [];
    })
    .sort((one, other) => other.revision - one.revision);
  const current = found.find(each => isCurrent(workload, each)) ?? found[0];
  return found.map(({ name: _, ...each }) => ({
    ...each,
    isCurrent: each.revision === current.revision,
  }));
}

function isCurrent(
  { kind, metadata, ...workload }: KubernetesObject,
  { name, revision }: { name?: string; revision: number },
): boolean {
  switch (kind) {
    case 'Deployment':
      return Number(metadata?.annotations?.[REVISION]) === revision;
    case 'StatefulSet':
      return partOf(workload, 'status').updateRevision === name;
    default:
      // The controller of DaemonSets gives the present template the highest number.
      return false;
  }
}

function revisionOf(source: KubernetesObject): Revision | undefined {
  const json = recordOf(source);
  const revision = Number(
    source.kind === 'ReplicaSet'
      ? source.metadata?.annotations?.[REVISION]
      : json.revision,
  );
  const template =
    source.kind === 'ReplicaSet'
      ? partOf(json, 'spec', 'template')
      : partOf(json, 'data', 'spec', 'template');
  if (!Number.isInteger(revision) || revision < 1 || !template.spec) {
    return undefined;
  }
  const { $patch: _, metadata, ...rest } = template;
  const { labels, ...others } = recordOf(metadata);
  const kept = Object.fromEntries(
    Object.entries(recordOf(labels)).filter(([key]) => !HASHES.includes(key)),
  );
  return {
    revision,
    isCurrent: false,
    createdAt: timeOf(asText(source.metadata?.creationTimestamp)),
    template: { ...rest, metadata: { ...others, labels: kept } },
  };
}
