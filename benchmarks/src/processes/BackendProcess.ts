import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { waitFor } from '@groundcrew/lab';
import type { Cleanup } from './Cleanup';
import { freePort } from './freePort';
import { endInTimeArguments, typeScriptArguments } from './nodeArguments';

const READY_TIMEOUT_MS = 300_000;

/** Where a backend is, before it is started. */
export interface BackendPlace {
  /** Such as `http://localhost:43210`. */
  url: string;
  port: number;
  /** A folder that lives as long as the backend. */
  directory: string;
}

export interface BackendProcessOptions {
  cleanup: Cleanup;
  /** The entry point, in TypeScript. */
  script: string;
  /** Configuration that comes before that of `configure`. */
  configFiles?: string[];
  configure(place: BackendPlace): Promise<object>;
  cwd?: string;
  env?: NodeJS.ProcessEnv;
  /** Asked until it says true; failing means no. */
  isReady(url: string): Promise<boolean>;
}

/** A Backstage backend in a process of its own. */
export class BackendProcess {
  readonly url: string;
  readonly #child: ChildProcess;
  readonly #directory: string;
  readonly #log: string[] = [];

  /** Starts it and waits until it is ready. */
  static async start(options: BackendProcessOptions): Promise<BackendProcess> {
    const directory = await mkdtemp(join(tmpdir(), 'benchmark-'));
    const port = await freePort();
    const url = `http://localhost:${port}`;
    const config = join(directory, 'app-config.json');
    await writeFile(
      config,
      JSON.stringify(await options.configure({ url, port, directory })),
    );
    const child = fork(
      options.script,
      [...(options.configFiles ?? []), config].flatMap(file => [
        '--config',
        file,
      ]),
      {
        cwd: options.cwd,
        execArgv: [...endInTimeArguments, ...typeScriptArguments],
        silent: true,
        env: {
          ...process.env,
          ...options.env,
          NODE_ENV: 'production',
          LOG_LEVEL: 'warn',
        },
      },
    );
    const backend = new BackendProcess({ url, child, directory });
    options.cleanup.defer(() => backend.stop());
    await backend.#untilReady(options.isReady);
    return backend;
  }

  private constructor(options: {
    url: string;
    child: ChildProcess;
    directory: string;
  }) {
    this.url = options.url;
    this.#child = options.child;
    this.#directory = options.directory;
    for (const output of [options.child.stdout, options.child.stderr]) {
      output?.on('data', chunk => this.#log.push(String(chunk)));
    }
  }

  /** CPU time since it began, in microseconds. For a backend that answers to `reportUsage`. */
  async cpuMicros(): Promise<number> {
    this.#child.send({ type: 'usage' });
    for (;;) {
      const [message] = await once(this.#child, 'message');
      // The loader of TypeScript sends messages of its own.
      if (message?.type === 'usage') {
        return message.cpuMicros;
      }
    }
  }

  async stop(): Promise<void> {
    if (this.#child.exitCode === null && this.#child.signalCode === null) {
      const ended = once(this.#child, 'exit');
      // It has nothing that anybody will read.
      this.#child.kill('SIGKILL');
      await ended;
    }
    await rm(this.#directory, { recursive: true, force: true });
  }

  async #untilReady(isReady: BackendProcessOptions['isReady']): Promise<void> {
    const { exitCode } = await waitFor(
      'the backend',
      async () => {
        const ready = await isReady(this.url).catch(() => false);
        return (ready || this.#child.exitCode !== null) && this.#child;
      },
      { timeoutMs: READY_TIMEOUT_MS, intervalMs: 500 },
    ).catch(error => {
      throw new Error(`${error.message}\n${this.#lastLines()}`);
    });
    if (exitCode !== null) {
      throw new Error(
        `the backend ended with ${exitCode}\n${this.#lastLines()}`,
      );
    }
  }

  #lastLines(): string {
    return this.#log.join('').slice(-4_000);
  }
}
