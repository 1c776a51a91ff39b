import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { repositoryRoot } from './repositoryRoot';

const root = repositoryRoot();

/** One of the repository's commands, as a person runs it in a terminal. */
export class Command {
  readonly #process: ChildProcess;
  #output = '';

  /**
   * Starts a command and waits until it says that it is ready.
   *
   * @throws Error with what it said, where it ends before
   */
  static async start(
    script: string,
    args: string[],
    ready: RegExp,
  ): Promise<Command> {
    const command = new Command(script, args);
    await command.#until(ready);
    return command;
  }

  private constructor(script: string, args: string[]) {
    this.#process = spawn('node', [path.join(root, script), ...args], {
      cwd: root,
      // It must not outlive us, however we end.
      env: { ...process.env, GROUNDCREW_STARTER: `${process.pid}` },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  }

  /** What it said so far. */
  get output(): string {
    return this.#output;
  }

  /** Presses Ctrl-C, and waits until it has ended. */
  async stop(): Promise<void> {
    if (this.#process.exitCode === null && this.#process.signalCode === null) {
      const ended = once(this.#process, 'close');
      this.#process.kill('SIGINT');
      await ended;
    }
  }

  async #until(ready: RegExp): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      const read = (chunk: Buffer) => {
        this.#output += chunk;
        if (ready.test(this.#output)) {
          resolve();
        }
      };
      this.#process.stdout?.on('data', read);
      this.#process.stderr?.on('data', read);
      this.#process.once('error', reject);
      this.#process.once('close', () => reject(new Error(this.#output)));
    });
  }
}
