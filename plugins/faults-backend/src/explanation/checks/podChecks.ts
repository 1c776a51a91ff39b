import type { ObjectOf } from '@groundcrew/plugin-clusters-node';
import { claimNames } from '../../kubernetes/claimUsers';
import { conditionOf } from '../../kubernetes/conditions';
import {
  containersOf,
  lastEndOf,
  restartsOf,
} from '../../kubernetes/containers';
import { isOver, podsOf, refOf } from '../../topology';
import type { Check, CheckContext } from './Check';

const MOST_OBJECTS = 3;
const PRESSURES = ['MemoryPressure', 'DiskPressure', 'PIDPressure'];

/** Their images have come. */
export const images: Check = function* images(context) {
  const containers = currentPods(context).flatMap(containersOf);
  if (
    containers.length > 0 &&
    containers.every(({ status }) => Boolean(status?.imageID))
  ) {
    yield {
      object: refOf(context.workload),
      message: 'The images of its pods are pulled',
      against: /^image-/,
    };
  }
};

/** Nothing was ended for want of memory. */
export const memory: Check = function* memory(context) {
  const containers = currentPods(context).flatMap(containersOf);
  if (
    containers.length === 0 ||
    containers.some(({ status }) => status?.restartCount === undefined)
  ) {
    return;
  }
  const object = refOf(context.workload);
  const against =
    /^out-of-memory$|^memory-near-limit$|^pod-evicted$|^container-flapping$|-probe-/;
  if (containers.every(each => restartsOf(each) === 0 && !lastEndOf(each))) {
    yield {
      object,
      message: 'No container of its pods was restarted',
      against,
    };
    return;
  }
  const ends = containers.flatMap(each => lastEndOf(each) ?? []);
  // Of the ends before the last one nobody knows.
  if (ends.length > 0 && ends.every(({ reason }) => reason !== 'OOMKilled')) {
    yield {
      object,
      message:
        'No container of its pods ended for want of memory the last time',
      against: /^out-of-memory$|^memory-near-limit$|^pod-evicted$/,
    };
  }
};

/** The nodes that they are on are well. */
export const nodes: Check = function* nodes(context) {
  const names = new Set(
    currentPods(context).flatMap(({ spec }) => spec?.nodeName ?? []),
  );
  let count = 0;
  for (const name of names) {
    const node = context.store.get('Node', { name });
    const isWell =
      node &&
      conditionOf(node, 'Ready')?.status === 'True' &&
      PRESSURES.every(type => conditionOf(node, type)?.status !== 'True');
    if (isWell && count < MOST_OBJECTS) {
      count += 1;
      yield {
        object: { kind: 'Node', name },
        message: `Node ${name} is ready, and under no pressure`,
      };
    }
  }
};

/** Their volumes are there. */
export const claims: Check = function* claims(context) {
  const { namespace, store } = context;
  const names = new Set(currentPods(context).flatMap(claimNames));
  for (const name of [...names].slice(0, MOST_OBJECTS)) {
    const claim = store.get('PersistentVolumeClaim', { namespace, name });
    if (claim?.status?.phase === 'Bound') {
      yield {
        object: { kind: 'PersistentVolumeClaim', namespace, name },
        message: `Claim ${name} is bound`,
      };
    }
  }
};

function currentPods({ store, workload }: CheckContext): ObjectOf<'Pod'>[] {
  return podsOf(store, workload).filter(
    pod => !isOver(pod) && !pod.metadata?.deletionTimestamp,
  );
}
