import { sameStrings } from './sameStrings';
import type { StoredObject } from './StoredObject';

/** What the indexes said of an object at one moment. */
export interface ObjectTraits {
  readonly labels: Readonly<Record<string, string>>;
  readonly ownerUids: readonly string[];
  readonly references: readonly string[];
}

/** One change of the store, for those that keep something derived from it. */
export interface StoreChange extends ObjectTraits {
  readonly type: 'added' | 'modified' | 'deleted';
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  readonly uid: string;
  /** What it was before; undefined when it is the same, or there was nothing. */
  readonly previous?: ObjectTraits;
}

/** What the indexes say of an object now. */
export function traitsOf(object: StoredObject): ObjectTraits {
  return {
    labels: object.labelSet.labels,
    ownerUids: object.ownerUids,
    references: object.references,
  };
}

/**
 * Tells of a change that has been made.
 *
 * @param previous - what the indexes said before
 */
export function changeOf(
  type: StoreChange['type'],
  object: StoredObject,
  previous?: ObjectTraits,
): StoreChange {
  const traits = traitsOf(object);
  return {
    type,
    kind: object.table.kind,
    namespace: object.namespace,
    name: object.name,
    uid: object.uid,
    ...traits,
    ...(previous && !sameTraits(previous, traits) ? { previous } : {}),
  };
}

function sameTraits(left: ObjectTraits, right: ObjectTraits): boolean {
  return (
    left.labels === right.labels &&
    sameStrings(left.ownerUids, right.ownerUids) &&
    sameStrings(left.references, right.references)
  );
}
