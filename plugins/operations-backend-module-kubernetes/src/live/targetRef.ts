import type { LocalRef } from '@groundcrew/plugin-clusters-node';
import type { OperationTarget } from '@groundcrew/plugin-operations-common';

/** The target as its own cluster names it. */
export function targetRef({
  kind,
  name,
  namespace,
}: OperationTarget): LocalRef {
  return { kind, name, namespace };
}
