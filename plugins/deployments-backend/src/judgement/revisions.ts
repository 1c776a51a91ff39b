import type { PodTemplateSpec } from 'kubernetes-types/core/v1';
import { stringify } from 'yaml';
import type { ObjectOf, OwnerTree } from '@groundcrew/plugin-clusters-node';
import type { Revision } from '@groundcrew/plugin-deployments-common';
import { currentReplicaSet, revisionNumber } from './rollout';
import { imagesOf, podTemplateOf, versionOf } from './version';

const CHANGE_CAUSE = 'kubernetes.io/change-cause';

/** Labels that the controllers add and that say nothing about a revision. */
const CONTROLLER_LABELS = [
  'pod-template-hash',
  'rollouts-pod-template-hash',
  'controller-revision-hash',
];

/** The revisions of a workload, newest first: ReplicaSets, or ControllerRevisions. */
export function revisionsOf(tree: OwnerTree): Revision[] {
  const revisions =
    tree.kind === 'StatefulSet' || tree.kind === 'DaemonSet'
      ? controllerRevisions(tree)
      : replicaSetRevisions(tree);
  return revisions.sort(
    (left, right) => Number(right.revision) - Number(left.revision),
  );
}

function replicaSetRevisions(tree: OwnerTree): Revision[] {
  const current = currentReplicaSet(tree)?.metadata?.uid;
  return tree.children
    .filter(child => child.kind === 'ReplicaSet')
    .map(child => {
      const replicaSet = child.object as ObjectOf<'ReplicaSet'>;
      return {
        ...describe(podTemplateOf(child), replicaSet),
        revision: String(revisionNumber(replicaSet)),
        current: replicaSet.metadata?.uid === current,
        replicas: replicaSet.status?.replicas ?? 0,
      };
    });
}

function controllerRevisions(tree: OwnerTree): Revision[] {
  const updateRevision = (tree.object as ObjectOf<'StatefulSet'>).status
    ?.updateRevision;
  const children = tree.children
    .filter(child => child.kind === 'ControllerRevision')
    .map(child => child.object as ObjectOf<'ControllerRevision'>);
  const newest = Math.max(...children.map(({ revision }) => revision ?? 0));
  return children.map(revision => {
    const template = (
      revision.data as { spec?: { template?: PodTemplateSpec } } | undefined
    )?.spec?.template;
    return {
      ...describe(template, revision),
      revision: String(revision.revision ?? 0),
      current: updateRevision
        ? revision.metadata?.name === updateRevision
        : revision.revision === newest,
      replicas: tree.children.filter(
        child =>
          child.kind === 'Pod' &&
          revision.metadata?.name?.endsWith(
            `-${child.object.metadata?.labels?.['controller-revision-hash']
              ?.split('-')
              .pop()}`,
          ),
      ).length,
    };
  });
}

function describe(
  template: PodTemplateSpec | undefined,
  { metadata }: ObjectOf<'ReplicaSet'> | ObjectOf<'ControllerRevision'>,
): Omit<Revision, 'revision' | 'current' | 'replicas'> {
  return {
    name: metadata?.name ?? '',
    createdAt: metadata?.creationTimestamp,
    images: imagesOf(template),
    version: versionOf(template),
    changeCause: metadata?.annotations?.[CHANGE_CAUSE],
    template: stringify(withoutControllerLabels(template) ?? {}, {
      lineWidth: 0,
    }),
  };
}

function withoutControllerLabels(
  template: PodTemplateSpec | undefined,
): PodTemplateSpec | undefined {
  const labels = { ...template?.metadata?.labels };
  for (const label of CONTROLLER_LABELS) {
    delete labels[label];
  }
  return (
    template && { ...template, metadata: { ...template.metadata, labels } }
  );
}
