import { cloneJson, equalJson } from '../api/json';
import { controllerOf, ownedBy } from '../api/objects';
import { selects } from '../api/labelSelectors';
import { ReplicaSets } from '../api/resources';
import { PodTemplate } from '../api/podTypes';
import { Deployment, ReplicaSet } from '../api/workloadTypes';
import { ControllerContext } from './Controller';
import { CONTROLLER_MANAGER } from './podFactory';
import { templateHash } from './templateHash';

export const REVISION = 'deployment.kubernetes.io/revision';
const REVISION_HISTORY = 'deployment.kubernetes.io/revision-history';
export const DESIRED_REPLICAS = 'deployment.kubernetes.io/desired-replicas';
export const MAX_REPLICAS = 'deployment.kubernetes.io/max-replicas';
const TEMPLATE_HASH = 'pod-template-hash';
const NOT_COPIED = [
  'kubectl.kubernetes.io/last-applied-configuration',
  REVISION,
  REVISION_HISTORY,
  DESIRED_REPLICAS,
  MAX_REPLICAS,
];

/** The ReplicaSets of a Deployment, oldest first; orphans that it selects are taken over. */
export function replicaSetsOf(
  { api }: ControllerContext,
  deployment: Deployment,
): ReplicaSet[] {
  const { namespace, uid, deletionTimestamp } = deployment.metadata;
  if (!deletionTimestamp) {
    for (const set of api.store.list(ReplicaSets, { namespace })) {
      if (
        !controllerOf(set) &&
        !set.metadata.deletionTimestamp &&
        selects(deployment.spec.selector, set.metadata.labels)
      ) {
        api.modify(
          ReplicaSets,
          set.metadata,
          draft => {
            draft.metadata.ownerReferences = [ownedBy(deployment)];
          },
          { manager: CONTROLLER_MANAGER },
        );
      }
    }
  }
  return api.store
    .controlledBy(ReplicaSets, uid)
    .sort((a, b) => revisionOf(a) - revisionOf(b));
}

export function revisionOf({ metadata }: ReplicaSet | Deployment): number {
  return Number(metadata.annotations?.[REVISION] ?? 0);
}

/** The ReplicaSet whose template is the Deployment's own. */
export function currentReplicaSet(
  deployment: Deployment,
  sets: ReplicaSet[],
): ReplicaSet | undefined {
  return sets.find(set =>
    equalJson(
      withoutHash(set.spec.template),
      withoutHash(deployment.spec.template),
    ),
  );
}

/** Creates the ReplicaSet of the Deployment's template, with no replicas yet. */
export function createReplicaSet(
  { api }: ControllerContext,
  deployment: Deployment,
  maxSurge: number,
): ReplicaSet {
  const { metadata, spec } = deployment;
  const hash = templateHash(spec.template, deployment.status?.collisionCount);
  const template = cloneJson(spec.template);
  template.metadata = {
    ...template.metadata,
    labels: { ...template.metadata?.labels, [TEMPLATE_HASH]: hash },
  };
  return api.create(
    ReplicaSets,
    {
      metadata: {
        name: `${metadata.name}-${hash}`,
        namespace: metadata.namespace,
        labels: template.metadata.labels,
        annotations: {
          ...copiedAnnotations(deployment),
          [DESIRED_REPLICAS]: String(spec.replicas),
          [MAX_REPLICAS]: String(spec.replicas + maxSurge),
        },
        ownerReferences: [ownedBy(deployment)],
      },
      spec: {
        replicas: 0,
        ...(spec.minReadySeconds && { minReadySeconds: spec.minReadySeconds }),
        selector: {
          ...spec.selector,
          matchLabels: { ...spec.selector.matchLabels, [TEMPLATE_HASH]: hash },
        },
        template,
      },
    },
    { manager: CONTROLLER_MANAGER },
  );
}

/** Numbers the current ReplicaSet as the newest one and copies what the Deployment says of itself. */
export function annotateCurrent(
  { api }: ControllerContext,
  deployment: Deployment,
  current: ReplicaSet,
  sets: ReplicaSet[],
): ReplicaSet {
  const newest = Math.max(
    0,
    ...sets
      .filter(set => set.metadata.uid !== current.metadata.uid)
      .map(revisionOf),
  );
  const revision = revisionOf(current);
  return api.modify(
    ReplicaSets,
    current.metadata,
    draft => {
      const annotations: Record<string, string> = {
        ...draft.metadata.annotations,
        ...copiedAnnotations(deployment),
      };
      if (revision <= newest) {
        annotations[REVISION] = String(newest + 1);
        if (revision > 0) {
          annotations[REVISION_HISTORY] = [
            annotations[REVISION_HISTORY],
            revision,
          ]
            .filter(Boolean)
            .join(',');
        }
      }
      draft.metadata.annotations = annotations;
      if (deployment.spec.minReadySeconds) {
        draft.spec.minReadySeconds = deployment.spec.minReadySeconds;
      }
    },
    { manager: CONTROLLER_MANAGER },
  );
}

function copiedAnnotations({ metadata }: Deployment): Record<string, string> {
  return Object.fromEntries(
    Object.entries(metadata.annotations ?? {}).filter(
      ([name]) => !NOT_COPIED.includes(name),
    ),
  );
}

function withoutHash({ metadata, spec }: PodTemplate) {
  const { [TEMPLATE_HASH]: _, ...labels } = metadata?.labels ?? {};
  return { labels, annotations: metadata?.annotations ?? {}, spec };
}
