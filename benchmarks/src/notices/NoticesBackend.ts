import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Notification } from '@backstage/plugin-notifications-common';
import type { Lab } from '@groundcrew/lab';
import type {
  IncidentSummary,
  NoticesView,
} from '@groundcrew/plugin-faults-common';
import { ask, CLUSTER, isWatched, linkedTo, signIn } from '../backends';
import { BackendProcess, type BackendPlace, type Cleanup } from '../processes';

/** Who is told. */
const RECIPIENT = 'somebody';
/** As many as are asked for at a time. */
const PAGE = 1_000;

/** A backend in a process of its own that watches a lab, and tells one person of everything. */
export class NoticesBackend {
  readonly #process: BackendProcess;
  #token = '';

  static async start(options: {
    cleanup: Cleanup;
    lab: Lab;
    /** How many there are in the cluster at least. */
    pods: number;
    /** More of `groundcrew.faults.notifications`. */
    notifications: object;
  }): Promise<NoticesBackend> {
    const { cleanup, lab, notifications, pods } = options;
    const backend = await BackendProcess.start({
      cleanup,
      script: resolve(__dirname, 'backend.ts'),
      configure: async place =>
        await configOf({ ...place, lab, notifications }),
      isReady: async url => {
        const token = await signIn(url, RECIPIENT);
        return (
          (await isWatched(url, token, pods)) && (await isInCatalog(url, token))
        );
      },
    });
    return new NoticesBackend(backend);
  }

  private constructor(backend: BackendProcess) {
    this.#process = backend;
  }

  /** The incidents that are not resolved. */
  async incidents(faults: readonly string[] = []): Promise<IncidentSummary[]> {
    const query = new URLSearchParams([
      ['state', 'current'],
      ...faults.map(fault => ['fault', fault]),
    ]);
    const answer = await this.#ask(
      `/api/groundcrew-faults/v1/incidents?${query}`,
    );
    return answer.incidents;
  }

  /** Who was told of an incident, and why nobody was. */
  async notices(incident: number): Promise<NoticesView> {
    return await this.#ask(
      `/api/groundcrew-faults/v1/incidents/${incident}/notices`,
    );
  }

  /** What they were told, the newest first, as the page of notifications has it. */
  async notifications(limit = PAGE): Promise<Notification[]> {
    const answer = await this.#ask(
      `/api/notifications/?limit=${limit}&orderField=created,desc`,
    );
    return answer.notifications;
  }

  async stop(): Promise<void> {
    await this.#process.stop();
  }

  async #ask(path: string) {
    const { url } = this.#process;
    this.#token ||= await signIn(url, RECIPIENT);
    try {
      return await ask(`${url}${path}`, this.#token);
    } catch {
      // A token lasts for an hour.
      this.#token = await signIn(url, RECIPIENT);
      return await ask(`${url}${path}`, this.#token);
    }
  }
}

async function isInCatalog(url: string, token: string): Promise<boolean> {
  const found = await ask(
    `${url}/api/catalog/entities/by-name/user/default/${RECIPIENT}`,
    token,
  );
  return found.kind === 'User';
}

async function configOf(
  options: BackendPlace & { lab: Lab; notifications: object },
): Promise<object> {
  const { directory, lab, notifications, port, url } = options;
  const catalog = join(directory, 'catalog.yaml');
  await writeFile(
    catalog,
    JSON.stringify({
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'User',
      metadata: { name: RECIPIENT },
      spec: { memberOf: [] },
    }),
  );
  return {
    app: { baseUrl: url },
    organization: { name: 'Benchmark' },
    backend: {
      baseUrl: url,
      listen: { host: '127.0.0.1', port },
      database: { client: 'better-sqlite3', connection: { directory } },
    },
    auth: { providers: { viewers: {} } },
    catalog: {
      rules: [{ allow: ['User'] }],
      locations: [{ type: 'file', target: catalog }],
    },
    permission: { enabled: true },
    events: { useEventBus: 'never' },
    groundcrew: {
      clusters: {
        allowLoopback: true,
        settings: [{ name: CLUSTER, environment: 'prod' }],
      },
      faults: {
        incidents: { quietPeriod: { seconds: 2 } },
        notifications: {
          routes: [{ name: 'all', recipients: [`user:default/${RECIPIENT}`] }],
          ...notifications,
        },
      },
    },
    kubernetes: linkedTo(lab),
  };
}
