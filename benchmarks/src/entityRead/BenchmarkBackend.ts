import { type ChildProcess, fork } from 'node:child_process';
import { on, once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { waitFor, type Lab } from '@groundcrew/lab';
import type { LoadOrder, LoadOutcome } from './loadGenerator';

/** The user that both contestants read the cluster as. */
export const READER = { token: 'benchmark-reader', user: 'benchmark-reader' };

const NODE_OPTIONS = [
  '--require',
  require.resolve('@backstage/cli/config/nodeTransform.cjs'),
];

/** A backend in a process of its own, linked to a lab. */
export class BenchmarkBackend {
  readonly #child: ChildProcess;
  readonly #directory: string;
  readonly #url: string;

  static async start(
    lab: Lab,
    options: { entityIds: string[]; readDecisions: 'warm' | 'cold' },
  ): Promise<BenchmarkBackend> {
    const directory = await mkdtemp(join(tmpdir(), 'entity-read-'));
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    const catalog = join(directory, 'catalog.yaml');
    await writeFile(catalog, options.entityIds.map(entityOf).join('---\n'));
    const config = join(directory, 'app-config.yaml');
    await writeFile(
      config,
      JSON.stringify(configOf({ lab, port, url, catalog })),
    );
    const child = fork(resolve(__dirname, 'backend.ts'), ['--config', config], {
      execArgv: NODE_OPTIONS,
      silent: true,
      env: {
        ...process.env,
        NODE_ENV: 'production',
        LOG_LEVEL: 'warn',
        READ_DECISIONS: options.readDecisions,
      },
    });
    const log: string[] = [];
    child.stdout?.on('data', chunk => log.push(String(chunk)));
    child.stderr?.on('data', chunk => log.push(String(chunk)));
    const backend = new BenchmarkBackend(child, directory, url);
    try {
      await backend.#untilReady(options.entityIds[0]);
    } catch (error) {
      await backend.stop();
      throw new Error(`${error}\n${log.join('').slice(-4_000)}`);
    }
    return backend;
  }

  private constructor(child: ChildProcess, directory: string, url: string) {
    this.#child = child;
    this.#directory = directory;
    this.#url = url;
  }

  async token(viewer: string): Promise<string> {
    const response = await fetch(
      `${this.#url}/api/auth/viewers/refresh?viewer=${viewer}`,
      {
        headers: { 'x-requested-with': 'XMLHttpRequest' },
      },
    );
    if (!response.ok) {
      throw new Error(
        `signing in was answered with ${
          response.status
        }: ${await response.text()}`,
      );
    }
    return (await response.json()).backstageIdentity.token;
  }

  /** Views of an entity by ours. */
  ours(entityId: string): Pick<LoadOrder, 'url' | 'method'> {
    return {
      url: `${
        this.#url
      }/api/groundcrew-deployments/v1/entities/component/default/${entityId}`,
      method: 'GET',
    };
  }

  /** Views of an entity by the Kubernetes plugin, as its tab asks for them. */
  peer(entityId: string): Pick<LoadOrder, 'url' | 'method' | 'body'> {
    return {
      url: `${this.#url}/api/kubernetes/resources/workloads/query`,
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
      execArgv: NODE_OPTIONS,
    });
    try {
      generator.send(order);
      // The loader of TypeScript sends messages of its own.
      for await (const [answer] of on(generator, 'message')) {
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
    if (this.#child.exitCode === null) {
      this.#child.kill();
      await once(this.#child, 'exit');
    }
    await rm(this.#directory, { recursive: true, force: true });
  }

  /** Until the entity is in the catalog, and its workload in the cache. */
  async #untilReady(entityId: string): Promise<void> {
    await waitFor(
      'the backend',
      async () => {
        if (this.#child.exitCode !== null) {
          throw new Error(`the backend ended with ${this.#child.exitCode}`);
        }
        try {
          const token = await this.token('first');
          const response = await fetch(this.ours(entityId).url, {
            headers: { authorization: `Bearer ${token}` },
          });
          const view = await response.json();
          return view.places?.[0]?.workloads?.[0]?.replicas?.ready > 0;
        } catch {
          return false;
        }
      },
      { timeoutMs: 300_000, intervalMs: 500 },
    );
  }
}

function configOf(options: {
  lab: Lab;
  port: number;
  url: string;
  catalog: string;
}) {
  return {
    app: { baseUrl: options.url },
    organization: { name: 'Benchmark' },
    backend: {
      baseUrl: options.url,
      listen: { host: '127.0.0.1', port: options.port },
      database: { client: 'better-sqlite3', connection: ':memory:' },
    },
    auth: { providers: { viewers: {} } },
    permission: { enabled: true },
    events: { useEventBus: 'never' },
    catalog: {
      rules: [{ allow: ['Component'] }],
      locations: [{ type: 'file', target: options.catalog }],
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
              url: options.lab.url,
              authProvider: 'serviceAccount',
              serviceAccountToken: READER.token,
              caData: options.lab.caData,
              skipMetricsLookup: true,
            },
          ],
        },
      ],
    },
  };
}

function entityOf(entityId: string): string {
  return `apiVersion: backstage.io/v1alpha1
kind: Component
metadata:
  name: ${entityId}
  annotations: { backstage.io/kubernetes-id: ${entityId} }
spec: { type: service, lifecycle: production, owner: group:default/benchmark }
`;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, 'close');
  return port;
}
