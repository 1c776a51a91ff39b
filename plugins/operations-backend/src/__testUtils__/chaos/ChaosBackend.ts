import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import type { FromBackend, KillPoint } from './messages';

/** The token of the service that asks for operations here. */
const TOKEN = 'chaos-chaos-chaos-chaos';
const SUBJECT = 'chaos';

/** Where a backend keeps its operations. */
export type ChaosDatabase =
  | { client: 'better-sqlite3'; directory: string }
  | { client: 'pg'; url: string; prefix: string };

/** Options of {@link ChaosBackend.create}. */
export interface ChaosBackendOptions {
  name: string;
  /** For its configuration. */
  directory: string;
  database: ChaosDatabase;
  kubeconfig: string;
  onPassed: (point: KillPoint) => void;
}

/** A backend in a process of its own, which is started again whenever it was killed. */
export class ChaosBackend {
  readonly #options: ChaosBackendOptions;
  readonly #port: number;
  readonly #log: string[] = [];
  #child: ChildProcess | undefined;
  #spare: ChildProcess | undefined;

  static async create(options: ChaosBackendOptions): Promise<ChaosBackend> {
    return new ChaosBackend(options, await freePort());
  }

  private constructor(options: ChaosBackendOptions, port: number) {
    this.#options = options;
    this.#port = port;
  }

  get isAlive(): boolean {
    const child = this.#child;
    return child !== undefined && !hasEnded(child);
  }

  /** Starts it, and waits until it answers. */
  async start(): Promise<void> {
    const child = this.#spare ?? (await this.#load());
    this.#spare = undefined;
    this.#child = child;
    const started = said(child, 'started');
    child.send({ type: 'start' });
    await started.catch(() => {
      throw new Error(
        `${this.#options.name} did not start:\n${this.#log.join('')}`,
      );
    });
    // The next one loads its code while this one works.
    this.#spare = await this.#load();
  }

  async #load(): Promise<ChildProcess> {
    const { directory, name, onPassed } = this.#options;
    const config = join(directory, `${name}.json`);
    await writeFile(config, JSON.stringify(this.#config()), { mode: 0o600 });
    const child = fork(
      join(__dirname, 'backendProcess.ts'),
      ['--config', config],
      {
        execArgv: [
          '--require',
          join(__dirname, '../../../../../scripts/processes/endInTime.cjs'),
          '--require',
          require.resolve('@backstage/cli/config/nodeTransform.cjs'),
        ],
        silent: true,
        env: {
          ...process.env,
          NODE_ENV: 'production',
          LOG_LEVEL: 'warn',
          NODE_COMPILE_CACHE: join(directory, 'compile-cache'),
        },
      },
    );
    for (const output of [child.stdout, child.stderr]) {
      output?.on('data', chunk => {
        this.#log.push(String(chunk));
        this.#log.splice(0, this.#log.length - 100);
      });
    }
    child.on('message', (message: FromBackend) => {
      if (message.type === 'passed') {
        onPassed(message.point);
      }
    });
    return child;
  }

  /** Tells it where to kill itself. */
  async arm(point: KillPoint): Promise<void> {
    const child = this.#child!;
    const armed = said(child, 'armed');
    child.send({ type: 'arm', point });
    await armed;
  }

  /** Resolves when the process is gone. */
  async ended(): Promise<void> {
    const child = this.#child;
    if (child && !hasEnded(child)) {
      await once(child, 'exit');
    }
  }

  async stop(): Promise<void> {
    this.#spare?.kill('SIGKILL');
    this.#child?.kill('SIGKILL');
    await this.ended();
  }

  /** One request to the operations plugin. Rejects when nobody answers. */
  async request(
    method: 'GET' | 'POST',
    path: string,
    body?: object,
  ): Promise<{ status: number; body: any }> {
    const response = await fetch(
      `http://127.0.0.1:${this.#port}/api/groundcrew-operations/v1${path}`,
      {
        method,
        headers: {
          authorization: `Bearer ${TOKEN}`,
          'content-type': 'application/json',
        },
        body: body && JSON.stringify(body),
      },
    );
    return { status: response.status, body: await response.json() };
  }

  #config() {
    const { database, kubeconfig } = this.#options;
    const url = `http://localhost:${this.#port}`;
    return {
      app: { baseUrl: url },
      organization: { name: 'Chaos' },
      backend: {
        baseUrl: url,
        listen: { host: '127.0.0.1', port: this.#port },
        database:
          database.client === 'pg'
            ? {
                client: 'pg',
                connection: database.url,
                prefix: database.prefix,
                knexConfig: { pool: { min: 0, max: 8 } },
              }
            : {
                client: 'better-sqlite3',
                connection: { directory: database.directory },
              },
        auth: {
          externalAccess: [
            { type: 'static', options: { token: TOKEN, subject: SUBJECT } },
          ],
        },
      },
      permission: { enabled: false },
      events: { useEventBus: 'never' },
      groundcrew: {
        clusters: {
          allowLoopback: true,
          kubeconfigs: [{ path: kubeconfig, contexts: ['dev'] }],
          settings: [{ name: 'dev', environment: 'dev' }],
        },
        operations: {
          maxRunningPerCluster: 1_000,
          automations: [
            {
              subject: SUBJECT,
              operations: ['*'],
              environments: ['*'],
              maxRisk: 'high',
            },
          ],
          rules: {
            default: {
              ratePerTarget: { users: 10_000, automations: 10_000 },
              ratePerCluster: { users: 10_000, automations: 10_000 },
              cooldown: {
                users: { seconds: 0 },
                automations: { seconds: 0 },
              },
              stormGuardPercent: 100,
            },
          },
        },
      },
    };
  }
}

function hasEnded({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode !== null || signalCode !== null;
}

/** Waits for one word of a process; rejects when it ends before. */
async function said(
  child: ChildProcess,
  type: FromBackend['type'],
): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    // The loader of TypeScript sends messages of its own.
    const listen = (message: Partial<FromBackend>) => {
      if (message?.type === type) {
        done();
        resolve();
      }
    };
    const fail = () => {
      done();
      reject(new Error('the process has ended'));
    };
    function done() {
      child.off('message', listen);
      child.off('exit', fail);
    }
    child.on('message', listen);
    child.on('exit', fail);
  });
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, 'close');
  return port;
}
