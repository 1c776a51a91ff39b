import { useOptionalRoute } from '@groundcrew/plugin-clusters-react';
import { useMemo } from 'react';
import { operationsRouteRef } from '../routes';

/**
 * The addresses of the Operations page.
 *
 * @public
 */
export interface OperationsPaths {
  all: string;
  /** What waits for a decision of whoever is signed in. */
  waiting: string;
  operation(id: string): string;
}

/**
 * Addresses of the Operations page, in apps of either frontend system; `undefined` where the app has not installed it.
 *
 * @public
 */
export function useOperationsPaths(): OperationsPaths | undefined {
  const all = useOptionalRoute(operationsRouteRef)?.();
  return useMemo(() => {
    if (all === undefined) {
      return undefined;
    }
    const base = all.replace(/\/$/, '');
    return {
      all,
      waiting: `${base}/waiting`,
      operation: (id: string) => `${base}/${encodeURIComponent(id)}`,
    };
  }, [all]);
}
