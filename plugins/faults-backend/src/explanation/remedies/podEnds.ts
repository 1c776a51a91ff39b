import { asList } from '../../kubernetes/asList';
import { conditionOf } from '../../kubernetes/conditions';
import { isReady } from '../../topology';
import { partOf } from '../../changes/facts/json';
import { podsAtFault, removePod } from './pods';
import { quotedIn, type Remedy } from './Remedy';

/** More of them at once are for a person to look at. */
const MOST_LEFTOVERS = 3;

/** Clears away what a node has put out, once others do its work. */
export const deleteEvicted: Remedy = context => {
  const pods = podsAtFault(context);
  const wanted = Number(partOf(context.object, 'spec').replicas) || 1;
  const leftovers = pods.filter(
    ({ metadata, status }) =>
      status?.phase === 'Failed' &&
      status.reason === 'Evicted' &&
      !metadata?.deletionTimestamp &&
      metadata?.ownerReferences?.some(({ controller }) => controller),
  );
  return pods.filter(isReady).length >= wanted &&
    leftovers.length <= MOST_LEFTOVERS
    ? leftovers.map(({ metadata }) =>
        removePod(
          context,
          'kubernetes.delete-pod',
          metadata?.name ?? '',
          'Another one has taken its place; it is over, and only its name is left.',
        ),
      )
    : [];
};

/**
 * Has the API server forget a pod that nobody will report the end of. Of a StatefulSet only once its node is gone: two pods of one
 * name may write to the same data.
 */
export const deleteByForce: Remedy = context => {
  const { store } = context;
  const name = quotedIn(context);
  const pod = podsAtFault(context).find(
    ({ metadata }) => metadata?.name === name && metadata.deletionTimestamp,
  );
  const nodeName = pod?.spec?.nodeName;
  if (!pod || !nodeName || asList(pod.metadata?.finalizers).length > 0) {
    return [];
  }
  const node = store.get('Node', { name: nodeName });
  const mayWriteTwice = pod.metadata?.ownerReferences?.some(
    ({ controller, kind }) => controller && kind === 'StatefulSet',
  );
  const isLost = node
    ? !mayWriteTwice && conditionOf(node, 'Ready')?.status !== 'True'
    : // Where nodes cannot be read, nobody knows.
      store.count('Node') > 0;
  if (!isLost) {
    return [];
  }
  const { operation } = removePod(context, 'kubernetes.delete-pod', name, '');
  return [
    {
      title: `Delete pod ${name} without waiting for node ${nodeName}`,
      why: node
        ? `Node ${nodeName} is not ready, and cannot say that the pod has ended.`
        : `There is no node ${nodeName} any more: nobody will say that the pod has ended.`,
      operation: operation && { ...operation, input: { force: true } },
    },
  ];
};
