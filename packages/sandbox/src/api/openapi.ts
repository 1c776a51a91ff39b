import { groupVersions } from './discovery';
import { ResourceRegistry } from './ResourceRegistry';

/**
 * As much OpenAPI v3 as kubectl needs to see that the server checks fields itself. Without it `kubectl create` and
 * `apply` ask for a full schema, which the sandbox does not have.
 */
export function openApi(
  registry: ResourceRegistry,
  path: string,
): object | undefined {
  if (path === '/openapi/v3') {
    const paths: Record<string, object> = {};
    for (const [group, versions] of groupVersions(registry)) {
      for (const version of versions) {
        const name = group ? `apis/${group}/${version}` : `api/${version}`;
        paths[name] = {
          serverRelativeURL: `/openapi/v3/${name}?hash=sandbox`,
        };
      }
    }
    return { paths };
  }
  const match = /^\/openapi\/v3\/(?:api|apis\/([^/]+))\/([^/]+)$/.exec(path);
  if (!match) return undefined;
  const [, group = '', version] = match;
  const types = registry
    .all()
    .filter(type => type.group === group && type.version === version);
  const root = group ? `/apis/${group}/${version}` : `/api/${version}`;
  const parameters = ['dryRun', 'fieldManager', 'fieldValidation'].map(
    name => ({ name, in: 'query', schema: { type: 'string' } }),
  );
  return {
    openapi: '3.0.0',
    info: { title: 'Kubernetes', version: 'v1.34.4+sandbox' },
    components: {
      schemas: Object.fromEntries(
        types.map(({ kind }) => [
          `${group || 'core'}.${version}.${kind}`,
          {
            type: 'object',
            'x-kubernetes-group-version-kind': [{ group, version, kind }],
            'x-kubernetes-preserve-unknown-fields': true,
          },
        ]),
      ),
    },
    paths: Object.fromEntries(
      types.map(({ plural, kind, namespaced }) => [
        `${root}/${
          namespaced ? 'namespaces/{namespace}/' : ''
        }${plural}/{name}`,
        {
          patch: {
            parameters,
            responses: {},
            'x-kubernetes-action': 'patch',
            'x-kubernetes-group-version-kind': { group, version, kind },
          },
        },
      ]),
    ),
  };
}
