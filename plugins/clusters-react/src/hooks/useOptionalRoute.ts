import {
  routeResolutionApiRef,
  useApiHolder,
  type AnyRouteRefParams,
  type ExternalRouteRef,
  type RouteFunc,
  type RouteRef,
  type SubRouteRef,
} from '@backstage/frontend-plugin-api';
import { useVersionedContext } from '@backstage/version-bridge';
import { useLocation } from 'react-router-dom';

/** How an app of the old frontend system finds the path of a route. */
interface LegacyRouteResolver {
  resolve<P extends AnyRouteRefParams>(
    routeRef: RouteRef<P> | SubRouteRef<P> | ExternalRouteRef<P>,
    source: { pathname: string },
  ): RouteFunc<P> | undefined;
}

/**
 * Finds the path of a route, in apps of either frontend system; `undefined` where the app has not installed it, or where it cannot
 * be found from.
 *
 * @remarks
 *
 * `useRouteRef` of either system throws in place of saying that there is no such route.
 *
 * @param from - a path as though from which it is looked for: the tab of an entity is only found from that entity's page. Left out,
 *   from where the person is.
 *
 * @public
 */
export function useOptionalRoute<P extends AnyRouteRefParams>(
  routeRef: RouteRef<P> | SubRouteRef<P> | ExternalRouteRef<P>,
  from?: string,
): RouteFunc<P> | undefined {
  const { pathname } = useLocation();
  const resolution = useApiHolder().get(routeResolutionApiRef);
  const legacy = useVersionedContext<{ 1: LegacyRouteResolver }>(
    'routing-context',
  )?.atVersion(1);
  const source = from ?? pathname;
  try {
    return resolution
      ? resolution.resolve(routeRef, { sourcePath: source })
      : legacy?.resolve(routeRef, { pathname: source });
  } catch {
    // A route below one with parameters is refused from anywhere that does not tell them.
    return undefined;
  }
}
