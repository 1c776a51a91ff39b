interface Layer {
  route?: { path: string; methods: Record<string, boolean> };
}

/**
 * Every route of an express router, as `get /v1/clusters/:cluster`: for tests that must know of each.
 *
 * @public
 */
export function routesOf(router: object): string[] {
  return (router as { stack: Layer[] }).stack.flatMap(({ route }) =>
    Object.keys(route?.methods ?? {}).map(method => `${method} ${route?.path}`),
  );
}

/**
 * Every route that an OpenAPI document describes, in the form of {@link routesOf}.
 *
 * @public
 */
export function describedRoutes(document: object): string[] {
  const { paths } = document as { paths: Record<string, object> };
  return Object.entries(paths).flatMap(([path, item]) =>
    Object.keys(item).map(
      method => `${method} ${path.replace(/\{(\w+)\}/g, ':$1')}`,
    ),
  );
}

/**
 * The routes for which none of the requests is meant, and the requests that are meant for no route.
 *
 * @param requests - as `get /v1/clusters/prod?limit=5`
 *
 * @public
 */
export function compareWithRoutes(
  router: object,
  requests: readonly string[],
): { untried: string[]; unknown: string[] } {
  const routes = routesOf(router).map(route => ({
    route,
    pattern: new RegExp(
      `^${route.replace(/[.]/g, '\\.').replace(/:\w+/g, '[^/]+')}$`,
    ),
  }));
  const paths = requests.map(request => request.replace(/\?.*$/, ''));
  return {
    untried: routes
      .filter(({ pattern }) => !paths.some(path => pattern.test(path)))
      .map(({ route }) => route),
    unknown: requests.filter(
      (_, index) => !routes.some(({ pattern }) => pattern.test(paths[index])),
    ),
  };
}
