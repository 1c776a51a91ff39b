import type {
  KindName,
  ObjectChange,
  ObjectKey,
} from '@groundcrew/plugin-clusters-node';

/** Names what can be read of a cluster, so that a change can be told to those who have read it. */
export const readKeys = {
  object: (kind: KindName, { name, namespace = '' }: ObjectKey) =>
    `object ${kind} ${namespace} ${name}`,
  /** All objects of a kind, in a namespace or in the cluster. */
  list: (kind: KindName, namespace = '') => `list ${kind} ${namespace}`,
  uid: (uid: string) => `uid ${uid}`,
  /** What an object owns, and the events that tell of it. */
  ownedBy: (uid: string) => `owned ${uid}`,
  /** Whether all objects of a kind are known. */
  kind: (kind: KindName) => `kind ${kind}`,
};

/** Everything that a change may have changed for whoever has read it. */
export function readKeysOf(change: ObjectChange): string[] {
  const { kind, name, namespace, ownerUids, uid } = change;
  return [
    readKeys.object(kind, { name, namespace }),
    readKeys.list(kind),
    ...(namespace ? [readKeys.list(kind, namespace)] : []),
    readKeys.uid(uid),
    ...ownerUids.map(readKeys.ownedBy),
  ];
}
