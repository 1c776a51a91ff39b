import {
  routeResolutionApiRef,
  useApiHolder,
} from '@backstage/frontend-plugin-api';
import { useVersionedContext } from '@backstage/version-bridge';
import { useMemo } from 'react';
import { useLocation } from 'react-router-dom';
import { operationsRouteRef } from '../routes';

/** How an app of the old frontend system finds the path of a route. */
interface LegacyRouteResolver {
  resolve(
    routeRef: typeof operationsRouteRef,
    source: { pathname: string },
  ): (() => string) | undefined;
}

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
 * @remarks
 *
 * `useRouteRef` of either system throws in place of saying that there is no such route.
 *
 * @public
 */
export function useOperationsPaths(): OperationsPaths | undefined {
  const { pathname } = useLocation();
  const resolution = useApiHolder().get(routeResolutionApiRef);
  const legacy = useVersionedContext<{ 1: LegacyRouteResolver }>(
    'routing-context',
  )?.atVersion(1);
  const route = resolution
    ? resolution.resolve(operationsRouteRef, { sourcePath: pathname })
    : legacy?.resolve(operationsRouteRef, { pathname });
  const all = route?.();
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
