import { fork } from 'node:child_process';
import { on } from 'node:events';
import { resolve } from 'node:path';
import type { Lab } from '@groundcrew/lab';
import { ask, isWatched, linkedTo, signIn } from '../backends';
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
        const { places } = await ask(viewOf(url, entityId), token);
        return places?.length > 0 && (await isWatched(url, token, pods));
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
    kubernetes: linkedTo(lab, READER.token),
  };
}
