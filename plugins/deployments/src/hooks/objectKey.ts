import type { ObjectRef } from '@groundcrew/plugin-clusters-common';

/** Names an object among those of all clusters. */
export function objectKey(ref: ObjectRef): string {
  return [ref.cluster, ref.namespace ?? '', ref.kind, ref.name].join('/');
}
