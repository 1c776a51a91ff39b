import { join } from 'node:path';
import { LabProcess } from './LabProcess';

/** The processes of one lab by name, and what becomes of the lab when one of them ends by itself. */
export class LabProcesses {
  readonly #folder: string;
  readonly #log: (line: string) => void;
  readonly #processes = new Map<string, LabProcess>();
  readonly #stopping = new Set<LabProcess>();

  static create(options: {
    folder: string;
    log?: (line: string) => void;
  }): LabProcesses {
    return new LabProcesses(options.folder, options.log ?? (() => {}));
  }

  private constructor(folder: string, log: (line: string) => void) {
    this.#folder = folder;
    this.#log = log;
  }

  start(name: string, command: string, args: string[]): void {
    const process = LabProcess.start({
      name,
      command,
      args,
      logFile: join(this.#folder, `${name}.log`),
    });
    this.#processes.set(name, process);
    void process.exited.then(how => {
      if (!this.#stopping.has(process)) {
        this.#log(`${name} ended by itself: ${how}`);
      }
    });
  }

  get(name: string): LabProcess | undefined {
    return this.#processes.get(name);
  }

  all(): LabProcess[] {
    return [...this.#processes.values()];
  }

  async stop(name: string, signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
    const process = this.#processes.get(name);
    if (process) {
      this.#stopping.add(process);
      await process.stop(signal);
    }
  }

  /** Ends all of them, etcd last: the others write to it while they end. */
  async stopAll(signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
    const names = [...this.#processes.keys()].filter(name => name !== 'etcd');
    await Promise.all(names.map(name => this.stop(name, signal)));
    await this.stop('etcd', signal);
  }

  /**
   * Waits for something that the processes bring about.
   *
   * @throws Error that quotes the last lines of a process that ended meanwhile, or, if all of them live, of the latest one
   */
  async expect<T>(happening: Promise<T>): Promise<T> {
    const relevant = this.all().filter(process => !this.#stopping.has(process));
    let culprit = relevant[relevant.length - 1];
    const failures = relevant.map(async process => {
      const how = await process.exited;
      culprit = process;
      throw new Error(`${process.name} ended with ${how}`);
    });
    try {
      return await Promise.race([happening, ...failures]);
    } catch (error) {
      const lines = culprit
        ? `\nThe last lines of ${culprit.name}:\n${await culprit.lastLines()}`
        : '';
      throw new Error(
        `The lab failed: ${
          error instanceof Error ? error.message : error
        }${lines}`,
        { cause: error },
      );
    } finally {
      // Both sides go on after the race is decided, and nobody waits for them any more.
      for (const late of [happening, ...failures]) {
        late.catch(() => {});
      }
    }
  }
}
