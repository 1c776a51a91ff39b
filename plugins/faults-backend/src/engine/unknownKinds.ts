import type { KindName, ObjectStore } from '@groundcrew/plugin-clusters-node';

/** A kind whose watch is broken for a moment was known whole before. */
const KNOWN = new Set(['synced', 'stale', 'absent']);

/** The kinds of which a cluster may have more than its store holds. */
export function unknownKinds(store: Pick<ObjectStore, 'kinds'>): KindName[] {
  return store
    .kinds()
    .filter(({ state }) => !KNOWN.has(state))
    .map(({ kind }) => kind);
}
