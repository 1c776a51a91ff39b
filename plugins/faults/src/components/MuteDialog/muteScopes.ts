import type { ObjectRef } from '@groundcrew/plugin-clusters-common';
import type { MuteScope } from '@groundcrew/plugin-faults-common';

/** How much of a cluster may be muted from an object on. */
export type MuteReach = 'cluster' | 'namespace' | 'object';

/** The scopes that may be chosen for an object, the narrowest first. */
export function muteScopes(
  fault: string,
  object: ObjectRef,
): { reach: MuteReach; scope: MuteScope }[] {
  const { cluster, kind, name, namespace } = object;
  return [
    { reach: 'object', scope: { fault, cluster, namespace, kind, name } },
    ...(namespace
      ? [{ reach: 'namespace' as const, scope: { fault, cluster, namespace } }]
      : []),
    { reach: 'cluster', scope: { fault, cluster } },
  ];
}
