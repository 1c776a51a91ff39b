import type {
  ApiList,
  ApiObject,
  ClusterConnection,
} from './ClusterConnection';
import type { ConformanceTarget } from './targets/ConformanceTarget';

/** What every check has at hand, once the target is up. */
export interface Suite {
  readonly target: ConformanceTarget;
  readonly connection: ClusterConnection;
  /** A namespace of this run alone. */
  readonly namespace: string;
}

/** Gives the suite to a check; the target is up only while checks run. */
export type SuiteOf = () => Suite;

/** The path of a namespaced resource. */
export function pathOf(suite: Suite, resource: string, name?: string): string {
  const [group, plural] = resource.includes('/')
    ? [
        resource.slice(0, resource.lastIndexOf('/')),
        resource.slice(resource.lastIndexOf('/') + 1),
      ]
    : ['', resource];
  const root = group ? `/apis/${group}` : '/api/v1';
  return `${root}/namespaces/${suite.namespace}/${plural}${
    name ? `/${name}` : ''
  }`;
}

/** Creates an object and fails loudly when it is refused. */
export async function create(
  suite: Suite,
  resource: string,
  object: unknown,
): Promise<ApiObject> {
  const response = await suite.connection.request({
    method: 'POST',
    path: pathOf(suite, resource),
    body: object,
  });
  if (response.status !== 201) {
    throw new Error(
      `creating was answered with ${response.status}: ${response.text}`,
    );
  }
  return response.body;
}

/** Reads an object as it is now. */
export async function get(
  suite: Suite,
  resource: string,
  name: string,
): Promise<ApiObject> {
  const path = pathOf(suite, resource, name);
  return (await suite.connection.request({ path })).body;
}

/** Reads the objects that have some labels. */
export async function list(
  suite: Suite,
  resource: string,
  selector: string,
): Promise<ApiObject[]> {
  const { body } = await suite.connection.request<ApiList>({
    path: `${pathOf(suite, resource)}?labelSelector=${encodeURIComponent(
      selector,
    )}`,
  });
  return body.items;
}

/** A ConfigMap to create. */
export function configMap(
  name: string,
  options: {
    data?: Record<string, string>;
    labels?: Record<string, string>;
  } = {},
): ApiObject {
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name, labels: options.labels },
    data: options.data ?? {},
  };
}

/** A Deployment to create, small enough to run anywhere. */
export function deployment(
  name: string,
  options: { replicas?: number; image?: string; port?: number } = {},
): ApiObject {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name },
    spec: {
      replicas: options.replicas ?? 2,
      selector: { matchLabels: { app: name } },
      template: {
        metadata: { labels: { app: name } },
        spec: {
          containers: [
            {
              name: 'app',
              image: options.image ?? 'registry.example/app:1.0.0',
              ...(options.port && { ports: [{ containerPort: options.port }] }),
            },
          ],
        },
      },
    },
  };
}
