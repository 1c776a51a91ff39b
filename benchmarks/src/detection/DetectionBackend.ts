import { resolve } from 'node:path';
import type { Lab } from '@groundcrew/lab';
import type { IncidentSummary } from '@groundcrew/plugin-faults-common';
import { ask, CLUSTER, isWatched, linkedTo, signIn } from '../backends';
import { BackendProcess, type BackendPlace, type Cleanup } from '../processes';

const VIEWER = 'somebody';
/** As many as a page of the history may have. */
const PAGE = 200;

/** A backend in a process of its own that watches a lab, and is asked as a page asks it. */
export class DetectionBackend {
  readonly #process: BackendProcess;
  #token = '';

  static async start(options: {
    cleanup: Cleanup;
    lab: Lab;
    /** How many there are in the cluster at least. */
    pods: number;
    /** For how long nothing may be wrong until an incident is resolved. */
    quietSeconds?: number;
    withoutFaults?: boolean;
  }): Promise<DetectionBackend> {
    const { cleanup, lab, pods, quietSeconds = 60 } = options;
    const backend = await BackendProcess.start({
      cleanup,
      script: resolve(__dirname, 'backend.ts'),
      env: options.withoutFaults ? { WITHOUT_FAULTS: 'yes' } : {},
      configure: async place => configOf({ ...place, lab, quietSeconds }),
      isReady: async url =>
        await isWatched(url, await signIn(url, VIEWER), pods),
    });
    return new DetectionBackend(backend);
  }

  private constructor(backend: BackendProcess) {
    this.#process = backend;
  }

  /** Those of some faults that are not resolved; of all without any. */
  async currentIncidents(
    faults: readonly string[] = [],
  ): Promise<IncidentSummary[]> {
    const query = new URLSearchParams([
      ['state', 'current'],
      ...faults.map(fault => ['fault', fault]),
    ]);
    return (await this.#faults(`/incidents?${query}`)).incidents;
  }

  /** All that there ever were. */
  async allIncidents(): Promise<IncidentSummary[]> {
    const incidents: IncidentSummary[] = [];
    let cursor: string | undefined;
    do {
      const query = new URLSearchParams({
        state: 'all',
        limit: `${PAGE}`,
        ...(cursor ? { cursor } : {}),
      });
      const page = await this.#faults(`/incidents?${query}`);
      incidents.push(...page.incidents);
      cursor = page.nextCursor;
    } while (cursor);
    return incidents;
  }

  /** CPU time that it has used so far, in microseconds. */
  async cpuMicros(): Promise<number> {
    return await this.#process.cpuMicros();
  }

  async stop(): Promise<void> {
    await this.#process.stop();
  }

  async #faults(path: string) {
    const { url } = this.#process;
    const address = `${url}/api/groundcrew-faults/v1${path}`;
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
  options: BackendPlace & { lab: Lab; quietSeconds: number },
): object {
  const { directory, lab, port, quietSeconds, url } = options;
  return {
    app: { baseUrl: url },
    organization: { name: 'Benchmark' },
    backend: {
      baseUrl: url,
      listen: { host: '127.0.0.1', port },
      database: { client: 'better-sqlite3', connection: { directory } },
    },
    auth: { providers: { viewers: {} } },
    permission: { enabled: true },
    events: { useEventBus: 'never' },
    groundcrew: {
      clusters: {
        allowLoopback: true,
        settings: [{ name: CLUSTER, environment: 'dev' }],
      },
      faults: { incidents: { quietPeriod: { seconds: quietSeconds } } },
    },
    kubernetes: linkedTo(lab),
  };
}
