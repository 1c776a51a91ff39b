import type { LocalRef } from '@groundcrew/plugin-clusters-node';

/** Names a namespace. */
export function namespaceRef(name: string): LocalRef {
  return { kind: 'Namespace', name };
}
