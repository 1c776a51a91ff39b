import type { ObjectOf } from '@groundcrew/plugin-clusters-node';
import { partOf } from '../../changes/facts/json';
import { isOver, isReady } from '../../topology';
import { podsAtFault, removePod } from './pods';
import type { Remedy, RemedyContext } from './Remedy';

const REVISION_LABELS = ['pod-template-hash', 'controller-revision-hash'];

/**
 * The one pod of a workload that is not ready, while others of the same template are: what is wrong is with it, or where it runs, and not
 * with what it was made from.
 */
export function badReplica(
  context: RemedyContext,
): ObjectOf<'Pod'> | undefined {
  const pods = podsAtFault(context).filter(
    pod => !pod.metadata?.deletionTimestamp && !isOver(pod),
  );
  const [bad, ...others] = pods.filter(pod => !isReady(pod));
  return bad &&
    others.length === 0 &&
    pods.some(pod => isReady(pod) && revisionOf(pod) === revisionOf(bad))
    ? bad
    : undefined;
}

/** Has its controller make another one. */
export const replaceBadReplica: Remedy = context => {
  const { name } = badReplica(context)?.metadata ?? {};
  return name
    ? [
        removePod(
          context,
          'kubernetes.delete-pod',
          name,
          'The others of the same version are ready: another one in its place may be, too.',
        ),
      ]
    : [];
};

/** Takes it out of its Services and keeps it, for whoever wants to know why. */
export const quarantineBadReplica: Remedy = context => {
  const { metadata } = badReplica(context) ?? {};
  const isOfReplicaSet = metadata?.ownerReferences?.some(
    ({ controller, kind }) => controller && kind === 'ReplicaSet',
  );
  const { cluster, namespace } = context.finding.object;
  return metadata?.name && isOfReplicaSet
    ? [
        {
          title: `Take pod ${metadata.name} out, and keep it for debugging`,
          why: 'Another one takes its place, and it can be looked at in peace.',
          operation: {
            id: 'kubernetes.quarantine-pod',
            target: { cluster, kind: 'Pod', namespace, name: metadata.name },
          },
        },
      ]
    : [];
};

/** Begins anew with all pods, one after the other. Where only one is bad, the others are left alone. */
export const restartOnce: Remedy = context => {
  const { finding, object } = context;
  const { paused, updateStrategy } = partOf(object, 'spec');
  const isRolledOut =
    ['Deployment', 'StatefulSet', 'DaemonSet'].includes(finding.object.kind) &&
    paused !== true &&
    partOf(updateStrategy).type !== 'OnDelete';
  return isRolledOut && !badReplica(context)
    ? [
        {
          title: `Restart ${finding.object.name}`,
          why: 'New pods begin without what the old ones have gathered, perhaps on other nodes. If that does not help, a person has to find out why.',
          operation: { id: 'kubernetes.restart', target: finding.object },
        },
      ]
    : [];
};

function revisionOf({ metadata }: ObjectOf<'Pod'>): string | undefined {
  return REVISION_LABELS.map(label => metadata?.labels?.[label]).find(Boolean);
}
