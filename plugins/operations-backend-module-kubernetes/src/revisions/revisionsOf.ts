import type { PodTemplateSpec } from 'kubernetes-types/core/v1';
import type { Workload } from '../workloads/Workload';
import type { Revision, RevisionSource } from './Revision';

const REVISION = 'deployment.kubernetes.io/revision';
const CHANGE_CAUSE = 'kubernetes.io/change-cause';

/** The kind of the objects that keep the revisions of a workload. */
export function revisionKindOf(workloadKind: string): string {
  return workloadKind === 'Deployment' ? 'ReplicaSet' : 'ControllerRevision';
}

/** The pod templates that a workload had and has, newest first. */
export function revisionsOf(
  workload: Workload,
  candidates: readonly RevisionSource[],
): Revision[] {
  const { kind = '', metadata } = workload;
  const sourceKind = revisionKindOf(kind);
  const revisions = candidates
    .filter(
      candidate =>
        candidate.kind === sourceKind &&
        candidate.metadata?.ownerReferences?.some(
          ({ uid, controller }) => controller && uid === metadata?.uid,
        ),
    )
    .flatMap(toRevision)
    .sort((left, right) => right.revision - left.revision);
  const current = currentOf(workload, revisions);
  return revisions.map(each => ({ ...each, isCurrent: each === current }));
}

function currentOf(
  { kind, metadata, status }: Workload,
  newestFirst: readonly Revision[],
): Revision | undefined {
  switch (kind) {
    case 'Deployment': {
      const revision = Number(metadata?.annotations?.[REVISION]);
      return newestFirst.find(each => each.revision === revision);
    }
    case 'StatefulSet':
      return newestFirst.find(
        ({ source }) => source.name === status?.updateRevision,
      );
    default:
      // The controller of DaemonSets gives the present template the highest number.
      return newestFirst[0];
  }
}

function toRevision(source: RevisionSource): Revision[] {
  const { kind, metadata } = source;
  const { name = '', uid = '', annotations } = metadata ?? {};
  const revision =
    kind === 'ReplicaSet' ? Number(annotations?.[REVISION]) : source.revision;
  const template = templateOf(source);
  // A ReplicaSet that was adopted may not have been counted yet.
  if (!template || !revision || !Number.isInteger(revision)) {
    return [];
  }
  return [
    {
      revision,
      source: { kind, name, uid },
      isCurrent: false,
      createdAt: metadata?.creationTimestamp as string | undefined,
      images: (template.spec?.containers ?? []).map(({ image = '' }) => image),
      changeCause: annotations?.[CHANGE_CAUSE],
      template,
    },
  ];
}

/** The template as a workload has it: without what its controller added to it. */
function templateOf({
  kind,
  data,
  spec,
}: RevisionSource): PodTemplateSpec | undefined {
  if (kind === 'ControllerRevision') {
    if (!data?.spec?.template) {
      return undefined;
    }
    // It is kept as a strategic merge patch, which says that the template is replaced as a whole.
    const { $patch: _, ...template } = data.spec.template;
    return template;
  }
  if (!spec?.template) {
    return undefined;
  }
  const { metadata, ...rest } = spec.template;
  const { 'pod-template-hash': _, ...labels } = metadata?.labels ?? {};
  return { ...rest, metadata: { ...metadata, labels } };
}
