import type { LocalRef } from '@groundcrew/plugin-clusters-node';
import type { Signal } from '@groundcrew/plugin-faults-node';

/** The signals of one source of what is in a namespace, and of nodes. */
export function signalsIn(
  signals: readonly Signal[],
  namespace: string,
  source: Signal['source'],
): Signal[] {
  return signals.filter(
    ({ object, source: from }) =>
      from === source &&
      (object.namespace === undefined || object.namespace === namespace),
  );
}

/** The workloads that signals tell of, each once. */
export function affectedObjects(signals: readonly Signal[]): LocalRef[] {
  const byName = new Map(
    signals
      .filter(({ object }) => object.kind !== 'Node')
      .map(({ object }) => [
        `${object.kind} ${object.namespace} ${object.name}`,
        object,
      ]),
  );
  return [...byName.values()];
}
