import { mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const POLL_MS = 500;
// A process id may be given out again after a restart of the machine, so an old lock is stale whoever has its number.
const MAX_AGE_MS = 60 * 60 * 1000;

/**
 * Runs `action` while holding a lock file, waiting for another process that holds it.
 *
 * The lock only saves double work: what it guards must be correct without it, since two processes that find the
 * same stale lock in the same moment may both take it.
 */
export async function withBuildLock<T>(
  path: string,
  options: { onWait?: (pid: number) => void },
  action: () => Promise<T>,
): Promise<T> {
  await mkdir(dirname(path), { recursive: true });
  let announced = false;
  while (!(await take(path))) {
    const holder = await holderOf(path);
    if (holder === undefined) {
      await rm(path, { force: true });
      continue;
    }
    if (!announced) {
      announced = true;
      options.onWait?.(holder);
    }
    await sleep(POLL_MS);
  }
  try {
    return await action();
  } finally {
    await rm(path, { force: true });
  }
}

async function take(path: string): Promise<boolean> {
  try {
    await writeFile(path, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') {
      return false;
    }
    throw error;
  }
}

/** The living process that holds the lock, or undefined if the lock is stale or gone. */
async function holderOf(path: string): Promise<number | undefined> {
  try {
    const [content, { mtimeMs }] = await Promise.all([
      readFile(path, 'utf8'),
      stat(path),
    ]);
    const age = Date.now() - mtimeMs;
    if (content === '' && age < 5_000) {
      return 0; // Created, but its owner has not written the number yet.
    }
    const pid = Number(content);
    return Number.isInteger(pid) && pid > 0 && age < MAX_AGE_MS && isAlive(pid)
      ? pid
      : undefined;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
      return undefined;
    }
    throw error;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
