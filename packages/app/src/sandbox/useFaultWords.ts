import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useCallback } from 'react';
import { ActiveFault, Fault } from './api';
import { sandboxTranslationRef } from './translation';

const known = [
  'crash-loop',
  'out-of-memory',
  'wrong-image',
  'failing-readiness-probe',
  'missing-configmap',
  'full-quota',
  'node-down',
  'unreachable-cluster',
] as const;

/** Names and explains faults. Of a fault that the app does not know yet, its own title has to do. */
export function useFaultWords(faults: readonly Fault[]) {
  const { t } = useTranslationRef(sandboxTranslationRef);

  const nameOf = useCallback(
    (id: string) => {
      const knownId = known.find(candidate => candidate === id);
      return knownId
        ? t(`faults.${knownId}`)
        : faults.find(fault => fault.id === id)?.title ?? id;
    },
    [t, faults],
  );
  const explain = useCallback(
    (id: string | undefined) => {
      const knownId = known.find(candidate => candidate === id);
      return knownId ? t(`explanations.${knownId}`) : undefined;
    },
    [t],
  );
  return { nameOf, explain };
}

/** Where a fault is at work: "checkout in shop-checkout, dev". */
export function placeOf(
  fault: Pick<ActiveFault, 'cluster' | 'namespace' | 'workload'>,
): string {
  return [fault.cluster, fault.namespace, fault.workload]
    .filter(part => part !== undefined)
    .join(' / ');
}
