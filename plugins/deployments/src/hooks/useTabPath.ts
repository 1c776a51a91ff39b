import {
  routeResolutionApiRef,
  useApiHolder,
} from '@backstage/frontend-plugin-api';
import { useVersionedContext } from '@backstage/version-bridge';
import { useLocation } from 'react-router-dom';
import { rootRouteRef } from '../routes';

/** How an app of the old frontend system finds the path of a route. */
interface LegacyRouteResolver {
  resolve(
    routeRef: typeof rootRouteRef,
    source: { pathname: string },
  ): (() => string) | undefined;
}

/**
 * The path of the Deployments tab, in apps of either frontend system; `undefined` where the app has not installed it.
 *
 * @remarks
 *
 * `useRouteRef` of either system throws in place of saying that there is no such route.
 */
export function useTabPath(): string | undefined {
  const { pathname } = useLocation();
  const resolution = useApiHolder().get(routeResolutionApiRef);
  const legacy = useVersionedContext<{ 1: LegacyRouteResolver }>(
    'routing-context',
  )?.atVersion(1);
  const route = resolution
    ? resolution.resolve(rootRouteRef, { sourcePath: pathname })
    : legacy?.resolve(rootRouteRef, { pathname });
  return route?.();
}
