import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useCallback } from 'react';
import { Fault } from './api';
import { sandboxTranslationRef } from './translation';

const known = [
  'crash-loop',
  'bad-replica',
  'stale-pods',
  'oom-kill',
  'full-volume',
  'wrong-image',
  'failing-readiness-probe',
  'missing-configmap',
  'full-quota',
  'node-down',
  'unreachable',
  'half-open',
  'slow-api',
  'expired-token',
] as const;

/** Names and explains faults. For a fault that the app has no words for, the sandbox's own have to do. */
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
    (fault: Fault) => {
      const knownId = known.find(candidate => candidate === fault.id);
      return knownId ? t(`explanations.${knownId}`) : fault.effect;
    },
    [t],
  );
  return { nameOf, explain };
}
