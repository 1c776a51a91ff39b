import { spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

/** To be put before a long-lived Node child's own arguments: it ends when its starter is gone, and soon when it is told to. */
export const endInTimeArguments = [
  '--require',
  fileURLToPath(new URL('./endInTime.cjs', import.meta.url)),
];

/**
 * The processes that a command has started. Each leads a process group of its own, so that everything it starts in
 * turn is ended with it, and so that a Ctrl-C in the terminal reaches us alone and we end them in order.
 */
export class Children {
  #running = new Map();
  #stopping = false;

  /**
   * @param options.logFile - where its output goes; without it, the output is the command's own
   * @returns the process, and a promise of how it ended: `{ code, signal }`
   */
  start(command, args, options = {}) {
    if (this.#stopping) {
      throw new Error('Nothing can be started while everything is stopping');
    }
    let output = 'inherit';
    if (options.logFile) {
      fs.mkdirSync(path.dirname(options.logFile), { recursive: true });
      output = fs.openSync(options.logFile, options.append ? 'a' : 'w', 0o600);
    }
    const child = spawn(command, args, {
      cwd: options.cwd,
      env: options.env ?? process.env,
      shell: options.shell ?? false,
      detached: process.platform !== 'win32',
      stdio: ['pipe', options.pipe ? 'pipe' : output, output],
      windowsHide: true,
    });
    if (typeof output === 'number') {
      fs.closeSync(output);
    }
    child.stdin.on('error', () => {});
    const ended = new Promise((resolve, reject) => {
      child.once('error', error => {
        this.#running.delete(child);
        reject(error);
      });
      // What it leaves behind in its group has nobody to end it any more.
      child.once('exit', () => signalGroup(child.pid, 'SIGKILL'));
      child.once('close', (code, signal) => {
        this.#running.delete(child);
        resolve({ code, signal });
      });
    });
    // Whoever does not wait for it must not bring the whole process down.
    ended.catch(() => {});
    this.#running.set(child, ended);
    return { child, ended };
  }

  /** Starts a process and waits for its end. */
  async run(command, args, options) {
    return await this.start(command, args, options).ended;
  }

  get stopping() {
    return this.#stopping;
  }

  /**
   * Asks all to end, waits for them, and kills what has not ended in time.
   *
   * @param graceMs - how long they may take
   */
  async stop(graceMs = 15_000) {
    this.#stopping = true;
    const ends = [...this.#running.values()].map(end => end.catch(() => {}));
    this.#signal('SIGTERM');
    const timeout = new AbortController();
    await Promise.race([
      Promise.all(ends),
      sleep(graceMs, undefined, { signal: timeout.signal }).catch(() => {}),
    ]);
    timeout.abort();
    this.kill();
    await Promise.all(ends);
  }

  kill() {
    this.#stopping = true;
    this.#signal('SIGKILL');
  }

  #signal(signal) {
    for (const { pid } of this.#running.keys()) {
      signalGroup(pid, signal);
    }
  }
}

function signalGroup(pid, signal) {
  if (pid === undefined) {
    return;
  }
  if (process.platform === 'win32') {
    spawnSync('taskkill', ['/pid', String(pid), '/T', '/F']);
    return;
  }
  try {
    process.kill(-pid, signal);
  } catch (error) {
    if (error.code !== 'ESRCH') {
      throw error;
    }
  }
}
