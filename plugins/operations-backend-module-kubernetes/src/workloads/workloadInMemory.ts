import type { SuitabilityContext } from '@groundcrew/plugin-operations-node';
import type { Workload } from './Workload';

/** The target as the watch cache has it, without values of configuration; undefined when it does not. */
export function workloadInMemory({
  store,
  target: { kind, name, namespace },
}: Pick<SuitabilityContext, 'store' | 'target'>): Workload | undefined {
  const found = store.get(kind, { namespace, name });
  return found && ({ ...found, kind } as Workload);
}
