import { WORKLOAD_KINDS } from '@groundcrew/plugin-clusters-common';
import type { ClusterStore } from '../store/ClusterStore';
import type { StoredObject } from '../store/StoredObject';
import { interestIn } from './interest';

/** Kinds that stand in a tree of owners: workloads, and what they own down to the pods. */
const TREE_KINDS: ReadonlySet<string> = new Set([
  ...WORKLOAD_KINDS,
  'ReplicaSet',
  'Pod',
  'ControllerRevision',
]);

/** An object as it is kept, and what it owns. */
export interface StoredTree {
  object: StoredObject;
  children: StoredTree[];
}

/** Whether objects of a kind stand in a tree of owners rather than beside it. */
export function isTreeKind(kind: string): boolean {
  return TREE_KINDS.has(kind);
}

/**
 * The trees of owners that some objects are part of, each from its topmost owner down to the pods.
 *
 * @param note - is told what the answer depends on
 */
export function ownerTrees(
  store: ClusterStore,
  objects: Iterable<StoredObject>,
  note: (interest: string) => void,
): StoredTree[] {
  const roots = new Set<StoredObject>();
  for (const object of objects) {
    roots.add(topOwner(store, object, note));
  }
  const seen = new Set<StoredObject>();
  return [...roots]
    .filter(root => root.table.kind !== 'ControllerRevision')
    .sort(byKindAndName)
    .map(root => treeOf(store, root, seen, note));
}

function topOwner(
  store: ClusterStore,
  object: StoredObject,
  note: (interest: string) => void,
): StoredObject {
  const path = new Set([object]);
  let top = object;
  for (;;) {
    const owner = top.ownerUids
      .map(uid => {
        // Noted even if it is not there: an owner may arrive after what it owns.
        note(interestIn.object(uid));
        return store.byUid(uid);
      })
      .find(candidate => candidate && isTreeKind(candidate.table.kind));
    if (!owner || path.has(owner)) {
      return top;
    }
    path.add(owner);
    top = owner;
  }
}

function treeOf(
  store: ClusterStore,
  object: StoredObject,
  seen: Set<StoredObject>,
  note: (interest: string) => void,
): StoredTree {
  seen.add(object);
  note(interestIn.object(object.uid));
  note(interestIn.ownedBy(object.uid));
  const children: StoredTree[] = [];
  for (const child of [...store.ownedBy(object.uid)].sort(byKindAndName)) {
    // Something may have two owners, or, in a broken cluster, own itself.
    if (isTreeKind(child.table.kind) && !seen.has(child)) {
      children.push(treeOf(store, child, seen, note));
    }
  }
  return { object, children };
}

/** In a stable order, so that equal content is equal. */
export function byKindAndName(left: StoredObject, right: StoredObject): number {
  return (
    compare(left.table.kind, right.table.kind) ||
    compare(left.namespace, right.namespace) ||
    compare(left.name, right.name)
  );
}

function compare(left: string, right: string): number {
  if (left === right) {
    return 0;
  }
  return left < right ? -1 : 1;
}
