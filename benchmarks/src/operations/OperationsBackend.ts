import { resolve } from 'node:path';
import type { Lab } from '@groundcrew/lab';
import { ask, CLUSTER, linkedTo } from '../backends';
import { BackendProcess, type BackendPlace, type Cleanup } from '../processes';

const SUBJECT = 'benchmark';
const TOKEN = 'benchmark-benchmark';

/** An operation, as far as a benchmark looks at it. */
export interface MeasuredOperation {
  id: string;
  phase: string;
  phaseReason: string;
  target: { name: string };
  requestedAt: string;
  startedAt?: string;
  endedAt?: string;
}

interface Target {
  namespace: string;
  name: string;
}

/** A backend with operations, linked to a lab. A service asks it for them, which no limit of a rule holds up. */
export class OperationsBackend {
  readonly #process: BackendProcess;

  static async start(options: {
    cleanup: Cleanup;
    lab: Lab;
    /** How many operations may run at a time. */
    maxRunning: number;
    /** The one that was created last. */
    lastTarget: Target;
  }): Promise<OperationsBackend> {
    const { cleanup, lab, lastTarget, maxRunning } = options;
    const backend = await BackendProcess.start({
      cleanup,
      script: resolve(__dirname, 'backend.ts'),
      configure: async place => configOf({ ...place, lab, maxRunning }),
      // That it answers for the last target says that all are watched.
      isReady: async url => {
        const query = new URLSearchParams(deployment(lastTarget));
        return Boolean(
          await ask(
            `${url}/api/groundcrew-operations/v1/verbs?${query}`,
            TOKEN,
          ),
        );
      },
    });
    return new OperationsBackend(backend);
  }

  private constructor(backend: BackendProcess) {
    this.#process = backend;
  }

  /** Asks for the restart of a Deployment; returns the id of the operation. */
  async restart(target: Target): Promise<string> {
    return await this.#submit('kubernetes.restart', target);
  }

  /** Asks for the roll back of a Deployment to one of its revisions; returns the id of the operation. */
  async rollBack(target: Target, revision: number): Promise<string> {
    return await this.#submit('kubernetes.roll-back', target, { revision });
  }

  async operation(id: string): Promise<MeasuredOperation> {
    return await this.#operations(`/operations/${id}`);
  }

  /** The newest operations in one of these phases, or in any. */
  async list(options: {
    phases?: string[];
    limit: number;
  }): Promise<MeasuredOperation[]> {
    const { limit, phases = [] } = options;
    const all: MeasuredOperation[] = [];
    let cursor: string | undefined;
    do {
      const query = new URLSearchParams([
        ...phases.map(phase => ['phase', phase]),
        ['limit', `${Math.min(limit - all.length, 500)}`],
        ...(cursor ? [['cursor', cursor]] : []),
      ]);
      const page = await this.#operations(`/operations?${query}`);
      all.push(...page.operations);
      cursor = page.nextCursor;
    } while (cursor && all.length < limit);
    return all;
  }

  /** CPU time that it has used so far, in microseconds. */
  async cpuMicros(): Promise<number> {
    return await this.#process.cpuMicros();
  }

  async #submit(
    operation: string,
    target: Target,
    input: object = {},
  ): Promise<string> {
    const { id } = await this.#operations('/operations', {
      operation,
      target: deployment(target),
      input,
      reason: 'benchmark',
    });
    return id;
  }

  async #operations(path: string, body?: object) {
    const url = `${this.#process.url}/api/groundcrew-operations/v1${path}`;
    return await ask(url, TOKEN, body);
  }
}

function deployment(target: Target) {
  return { cluster: CLUSTER, kind: 'Deployment', ...target };
}

function configOf(options: BackendPlace & { lab: Lab; maxRunning: number }) {
  const { directory, lab, maxRunning, port, url } = options;
  const unlimited = { users: 1_000_000, automations: 1_000_000 };
  const atOnce = { users: { seconds: 0 }, automations: { seconds: 0 } };
  return {
    app: { baseUrl: url },
    organization: { name: 'Benchmark' },
    backend: {
      baseUrl: url,
      listen: { host: '127.0.0.1', port },
      database: { client: 'better-sqlite3', connection: { directory } },
      auth: {
        externalAccess: [
          { type: 'static', options: { token: TOKEN, subject: SUBJECT } },
        ],
      },
    },
    events: { useEventBus: 'never' },
    groundcrew: {
      clusters: {
        allowLoopback: true,
        settings: [{ name: CLUSTER, environment: 'dev' }],
      },
      operations: {
        maxRunningPerCluster: maxRunning,
        automations: [
          { subject: SUBJECT, operations: ['*'], environments: ['*'] },
        ],
        rules: {
          default: {
            ratePerTarget: unlimited,
            ratePerCluster: unlimited,
            cooldown: atOnce,
            stormGuardPercent: 100,
          },
        },
      },
    },
    kubernetes: linkedTo(lab),
  };
}
