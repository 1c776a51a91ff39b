import type { LabClient } from './LabClient';
import type { LabProcesses } from './LabProcesses';
import { waitFor } from './waitFor';

const NAME = 'kube-apiserver';
const READY_TIMEOUT_MS = 120_000;

/** The API server of a lab, which can be taken away and given back. */
export class ApiServer {
  readonly #processes: LabProcesses;
  readonly #binary: string;
  readonly #flags: string[];

  static create(options: {
    processes: LabProcesses;
    binary: string;
    flags: string[];
  }): ApiServer {
    return new ApiServer(options.processes, options.binary, options.flags);
  }

  private constructor(
    processes: LabProcesses,
    binary: string,
    flags: string[],
  ) {
    this.#processes = processes;
    this.#binary = binary;
    this.#flags = flags;
  }

  /** Starts it unless it runs, with the same port, data and certificate as ever. */
  start(): void {
    if (!this.#processes.get(NAME)?.running) {
      this.#processes.start(NAME, this.#binary, [NAME, ...this.#flags]);
    }
  }

  async untilReady(client: LabClient): Promise<void> {
    const ready = waitFor(
      `${NAME} to be ready`,
      () => client.requestText({ path: '/readyz', timeoutMs: 10_000 }),
      { timeoutMs: READY_TIMEOUT_MS },
    );
    await this.#processes.expect(ready);
  }

  async stop(signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
    await this.#processes.stop(NAME, signal);
  }

  async pause(): Promise<void> {
    await this.#processes.get(NAME)?.pause();
  }

  resume(): void {
    this.#processes.get(NAME)?.resume();
  }
}
