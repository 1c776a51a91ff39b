import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, existsSync, openSync } from 'node:fs';
import { open, readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { waitFor } from './waitFor';

const TAIL_BYTES = 16 * 1024;

/** One process of a lab. It ends with the process that started it, and writes what it says to a file. */
export class LabProcess {
  readonly name: string;
  /** Settles when the process has ended, with how. */
  readonly exited: Promise<string>;
  readonly #child: ChildProcess;
  readonly #logFile: string;
  #running = true;

  static start(options: {
    name: string;
    command: string;
    args: string[];
    logFile: string;
  }): LabProcess {
    const output = openSync(options.logFile, 'a');
    try {
      const child = spawn(options.command, options.args, {
        // Its standard input is what tells it that this process is gone. A session of its own keeps Ctrl-C away from
        // it: the lab decides what ends in which order.
        stdio: ['pipe', output, output],
        detached: true,
      });
      return new LabProcess(options.name, child, options.logFile);
    } finally {
      closeSync(output);
    }
  }

  private constructor(name: string, child: ChildProcess, logFile: string) {
    this.name = name;
    this.#child = child;
    this.#logFile = logFile;
    this.exited = new Promise(resolve => {
      const end = (how: string) => {
        this.#running = false;
        resolve(how);
      };
      child.once('error', error => end(error.message));
      child.once('exit', (code, signal) =>
        end(signal ? `signal ${signal}` : `code ${code}`),
      );
    });
    child.stdin?.on('error', () => {});
    // A lab that nobody stopped must not keep its owner from ending; it ends with it.
    child.unref();
    (child.stdin as unknown as { unref?(): void } | null)?.unref?.();
  }

  get running(): boolean {
    return this.#running;
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  /** Sends a signal; does nothing if the process has ended. */
  signal(signal: NodeJS.Signals): void {
    if (this.#running) {
      this.#child.kill(signal);
    }
  }

  /** Stops the process as it is, and returns when nothing of it moves any more. */
  async pause(): Promise<void> {
    this.signal('SIGSTOP');
    // The signal is only asked for: a thread that is under way may still answer a request.
    await waitFor(
      `${this.name} to stand still`,
      async () => !this.#running || (await this.#standsStill()),
    );
  }

  resume(): void {
    this.signal('SIGCONT');
  }

  async #standsStill(): Promise<boolean> {
    const threads = `/proc/${this.pid}/task`;
    if (!existsSync(threads)) {
      return true; // Only Linux tells.
    }
    const stats = (await readdir(threads)).map(thread =>
      readFile(join(threads, thread, 'stat'), 'utf8'),
    );
    // After the name in parentheses; T is stopped.
    return (await Promise.all(stats)).every(stat =>
      stat.slice(stat.lastIndexOf(')') + 2).startsWith('T'),
    );
  }

  /** Sends a signal and waits for the end, with SIGKILL after `graceMs`. */
  async stop(signal: 'SIGTERM' | 'SIGKILL', graceMs = 20_000): Promise<void> {
    this.signal(signal);
    const timer = setTimeout(() => this.signal('SIGKILL'), graceMs);
    this.#child.ref();
    await this.exited;
    clearTimeout(timer);
  }

  /** Resident memory in bytes; 0 if the process has ended or the machine does not tell (it does on Linux). */
  async memoryBytes(): Promise<number> {
    try {
      const status = await readFile(`/proc/${this.pid}/status`, 'utf8');
      return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0) * 1024;
    } catch {
      return 0;
    }
  }

  /** The last lines that the process wrote, for an error message. */
  async lastLines(count = 20): Promise<string> {
    const file = await open(this.#logFile, 'r');
    try {
      const { size } = await file.stat();
      const from = Math.max(0, size - TAIL_BYTES);
      const { buffer, bytesRead } = await file.read(
        Buffer.alloc(TAIL_BYTES),
        0,
        TAIL_BYTES,
        from,
      );
      return buffer
        .toString('utf8', 0, bytesRead)
        .trimEnd()
        .split('\n')
        .slice(-count)
        .join('\n');
    } finally {
      await file.close();
    }
  }
}
