import { fork } from 'node:child_process';
import { on } from 'node:events';
import { resolve } from 'node:path';
import type { Lab } from '@groundcrew/lab';
import { writeCatalog } from '../load';
import {
  BackendProcess,
  typeScriptArguments,
  type BackendPlace,
  type Cleanup,
} from '../processes';
import type { LoadOrder, LoadOutcome } from './loadGenerator';

/** The user that both contestants read the cluster as. */
export const READER = { token: 'benchmark-reader', user: 'benchmark-reader' };

/** The backend with both contestants, linked to a lab. */
export class BenchmarkBackend {
  readonly #process: BackendProcess;

  static async start(options: {
    cleanup: Cleanup;
    lab: Lab;
    entityId: string;
    /** How many there are in the cluster. */
    pods: number;
    readDecisions: 'warm' | 'cold';
  }): Promise<BenchmarkBackend> {
    const { cleanup, lab, entityId, pods, readDecisions } = options;
    const backend = await BackendProcess.start({
      cleanup,
      script: resolve(__dirname, 'backend.ts'),
      env: { READ_DECISIONS: readDecisions },
      configure: async place => {
        const { directory } = place;
        const catalog = await writeCatalog({ directory, entityId });
        return configOf({ ...place, lab, catalog });
      },
      isReady: async url => {
        const token = await signIn(url, 'first');
        const { places } = await get(viewOf(url, entityId), token);
        const { items } = await get(clustersOf(url), token);
        return isWatched(items?.[0], pods) && places?.length > 0;
      },
    });
    return new BenchmarkBackend(backend);
  }

  private constructor(backend: BackendProcess) {
    this.#process = backend;
  }

  async token(viewer: string): Promise<string> {
    return await signIn(this.#process.url, viewer);
  }

  /** CPU time that it has used so far, in microseconds. */
  async cpuMicros(): Promise<number> {
    return await this.#process.cpuMicros();
  }

  /** Views of an entity by ours. */
  ours(entityId: string): Pick<LoadOrder, 'url' | 'method'> {
    return { url: viewOf(this.#process.url, entityId), method: 'GET' };
  }

  /** Views of an entity by the Kubernetes plugin, as its tab asks for them. */
  peer(entityId: string): Pick<LoadOrder, 'url' | 'method' | 'body'> {
    return {
      url: `${this.#process.url}/api/kubernetes/resources/workloads/query`,
      method: 'POST',
      body: JSON.stringify({
        auth: {},
        entityRef: `component:default/${entityId}`,
      }),
    };
  }

  /** Lets viewers ask for views from a process of their own. */
  async load(order: LoadOrder): Promise<LoadOutcome> {
    const generator = fork(resolve(__dirname, 'loadGenerator.ts'), {
      execArgv: typeScriptArguments,
    });
    try {
      generator.send(order);
      // The loader of TypeScript sends messages of its own.
      for await (const [answer] of on(generator, 'message', {
        close: ['exit'],
      })) {
        if (answer.error) {
          throw new Error(answer.error);
        }
        if (answer.outcome) {
          return answer.outcome;
        }
      }
      throw new Error('the load generator ended without an answer');
    } finally {
      generator.kill();
    }
  }

  async stop(): Promise<void> {
    await this.#process.stop();
  }
}

function viewOf(url: string, entityId: string): string {
  return `${url}/api/groundcrew-deployments/v1/entities/component/default/${entityId}`;
}

function clustersOf(url: string): string {
  return `${url}/api/groundcrew-clusters/v1/clusters`;
}

/** Whether everything is in the cache. Until then lists are read, which are no cost of a view. */
function isWatched(
  cluster: { pods: { total: number }; kinds: { state: string }[] } | undefined,
  pods: number,
): boolean {
  return (
    cluster?.pods.total === pods &&
    cluster.kinds.every(({ state }) => state !== 'pending')
  );
}

async function get(url: string, token: string) {
  const response = await fetch(url, {
    headers: { authorization: `Bearer ${token}` },
  });
  return await response.json();
}

async function signIn(url: string, viewer: string): Promise<string> {
  const response = await fetch(
    `${url}/api/auth/viewers/refresh?viewer=${viewer}`,
    { headers: { 'x-requested-with': 'XMLHttpRequest' } },
  );
  if (!response.ok) {
    throw new Error(`signing in was answered with ${response.status}`);
  }
  return (await response.json()).backstageIdentity.token;
}

function configOf(options: BackendPlace & { lab: Lab; catalog: string }) {
  const { url, port, lab, catalog } = options;
  return {
    app: { baseUrl: url },
    organization: { name: 'Benchmark' },
    backend: {
      baseUrl: url,
      listen: { host: '127.0.0.1', port },
      database: { client: 'better-sqlite3', connection: ':memory:' },
    },
    auth: { providers: { viewers: {} } },
    permission: { enabled: true },
    events: { useEventBus: 'never' },
    catalog: {
      rules: [{ allow: ['Component'] }],
      locations: [{ type: 'file', target: catalog }],
    },
    groundcrew: { clusters: { allowLoopback: true } },
    kubernetes: {
      serviceLocatorMethod: { type: 'multiTenant' },
      clusterLocatorMethods: [
        {
          type: 'config',
          clusters: [
            {
              name: 'lab',
              url: lab.url,
              authProvider: 'serviceAccount',
              serviceAccountToken: READER.token,
              caData: lab.caData,
              skipMetricsLookup: true,
            },
          ],
        },
      ],
    },
  };
}
