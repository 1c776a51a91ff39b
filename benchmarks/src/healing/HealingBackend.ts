import { resolve } from 'node:path';
import type {
  HealingView,
  IncidentDetail,
  IncidentSummary,
} from '@groundcrew/plugin-faults-common';
import type { OperationSummary } from '@groundcrew/plugin-operations-common';
import {
  ask,
  CLUSTER,
  isWatched,
  linkedTo,
  signIn,
  type LinkedCluster,
} from '../backends';
import { BackendProcess, type BackendPlace, type Cleanup } from '../processes';

const VIEWER = 'somebody';
const PAGE = 200;

/** Environments in which no automation may change anything: one is frozen, and in the other one a person is asked first. */
const FROZEN = 'staging';
const ASKING = 'prod';

/** A backend in a process of its own that heals what breaks in a cluster. */
export class HealingBackend {
  readonly #process: BackendProcess;
  #token = '';

  static async start(options: {
    cleanup: Cleanup;
    cluster: LinkedCluster;
    /** How many there are in the cluster at least. */
    pods: number;
    /** Namespaces in which no automation may change anything. */
    guarded: readonly string[];
    /** Operations of automations in an hour: as many as are meant to be healed then. */
    operationsAnHour: number;
  }): Promise<HealingBackend> {
    const { cleanup, pods } = options;
    const backend = await BackendProcess.start({
      cleanup,
      script: resolve(__dirname, 'backend.ts'),
      configure: async place => configOf({ ...options, ...place }),
      isReady: async url =>
        await isWatched(url, await signIn(url, VIEWER), pods),
    });
    return new HealingBackend(backend);
  }

  private constructor(backend: BackendProcess) {
    this.#process = backend;
  }

  /** All that were asked for, the newest first. */
  async operations(): Promise<OperationSummary[]> {
    return await this.#all<OperationSummary>(
      'groundcrew-operations/v1/operations',
      'operations',
    );
  }

  /** All that there ever were. */
  async incidents(): Promise<IncidentSummary[]> {
    return await this.#all<IncidentSummary>(
      'groundcrew-faults/v1/incidents',
      'incidents',
      { state: 'all' },
    );
  }

  /** What healing says of an incident, in one line. */
  async healingOf(incident: number): Promise<string> {
    const view: HealingView = await this.#ask(
      `groundcrew-faults/v1/incidents/${incident}/healing`,
    );
    const { explanation }: IncidentDetail = await this.#ask(
      `groundcrew-faults/v1/incidents/${incident}`,
    );
    const suspects = explanation.changes.filter(({ isSuspect }) => isSuspect);
    return [
      `${view.state}: ${view.reason}`,
      `${suspects.length} of ${explanation.changes.length} changes are suspect`,
      ...view.attempts.map(one => `${one.title}: ${one.reason}`),
      ...view.passedOver.map(one => `not ${one.policy}: ${one.reason}`),
    ].join('; ');
  }

  async stop(): Promise<void> {
    await this.#process.stop();
  }

  async #all<T>(
    path: string,
    field: string,
    filter: Record<string, string> = {},
  ): Promise<T[]> {
    const all: T[] = [];
    let cursor: string | undefined;
    do {
      const query = new URLSearchParams({
        ...filter,
        limit: `${PAGE}`,
        ...(cursor ? { cursor } : {}),
      });
      const page = await this.#ask(`${path}?${query}`);
      all.push(...page[field]);
      cursor = page.nextCursor;
    } while (cursor);
    return all;
  }

  async #ask(path: string) {
    const { url } = this.#process;
    const address = `${url}/api/${path}`;
    this.#token ||= await signIn(url, VIEWER);
    try {
      return await ask(address, this.#token);
    } catch {
      // A token lasts for an hour.
      this.#token = await signIn(url, VIEWER);
      return await ask(address, this.#token);
    }
  }
}

function configOf(
  options: BackendPlace & {
    cluster: LinkedCluster;
    guarded: readonly string[];
    operationsAnHour: number;
  },
): object {
  const { cluster, directory, guarded, operationsAnHour, port, url } = options;
  return {
    app: { baseUrl: url },
    organization: { name: 'Score' },
    backend: {
      baseUrl: url,
      listen: { host: '127.0.0.1', port },
      database: { client: 'better-sqlite3', connection: { directory } },
    },
    auth: { providers: { viewers: {} } },
    permission: { enabled: true },
    events: { useEventBus: 'never' },
    kubernetes: linkedTo(cluster),
    groundcrew: {
      clusters: {
        allowLoopback: true,
        settings: [
          {
            name: CLUSTER,
            environment: 'dev',
            namespaces: guarded.map((name, index) => ({
              name,
              environment: index % 2 === 0 ? FROZEN : ASKING,
            })),
          },
        ],
      },
      faults: {
        // Stays away for so long: an hour of faults is put into some minutes.
        incidents: { quietPeriod: { seconds: 10 } },
        healing: {
          defaultMode: 'auto',
          furthest: { [ASKING]: 'approve' },
        },
      },
      operations: {
        automations: [
          {
            subject: 'plugin:groundcrew-faults',
            operations: ['*'],
            environments: ['*'],
            maxRisk: 'medium',
          },
        ],
        // All other rules are as they come.
        rules: {
          default: {
            ratePerCluster: { users: 300, automations: operationsAnHour },
          },
        },
        freezeWindows: [
          {
            title: 'Nothing is changed here',
            environments: [FROZEN],
            from: '2020-01-01T00:00:00Z',
            to: '2100-01-01T00:00:00Z',
          },
        ],
      },
    },
  };
}
