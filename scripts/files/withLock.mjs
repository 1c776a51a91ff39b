import crypto from 'node:crypto';
import fs from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { processIdentity } from '../processes/processIdentity.mjs';

async function readHolder(file) {
  try {
    return JSON.parse(await fs.readFile(file, 'utf8'));
  } catch {
    return undefined;
  }
}

function isAlive(holder) {
  return (
    holder !== undefined && processIdentity(holder.pid) === holder.identity
  );
}

/** Creates the file with its full content, or fails with EEXIST: nobody ever reads a half-written holder. */
async function createExclusively(file, content) {
  const temporary = `${file}.${crypto.randomBytes(6).toString('hex')}.tmp`;
  await fs.writeFile(temporary, content);
  try {
    await fs.link(temporary, file);
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') {
      return false;
    }
    throw error;
  } finally {
    await fs.rm(temporary, { force: true });
  }
}

/**
 * Removes a lock whose holder has died. Several may notice that at once; without the second lock, the slower one
 * would remove the lock that the faster one has taken by then.
 */
async function removeStale(file, content) {
  const guard = `${file}.stale`;
  if (!(await createExclusively(guard, content))) {
    if (!isAlive(await readHolder(guard))) {
      await fs.rm(guard, { force: true });
    }
    return;
  }
  try {
    if (!isAlive(await readHolder(file))) {
      await fs.rm(file, { force: true });
    }
  } finally {
    await fs.rm(guard, { force: true });
  }
}

/**
 * Takes a lock between processes, kept in a file with the process that holds it.
 *
 * @returns a function that gives the lock back, or the holder (`{ pid, … }`) where it is taken
 */
export async function tryLock(file, note = {}) {
  await fs.mkdir(path.dirname(file), { recursive: true });
  const content = JSON.stringify({
    ...note,
    pid: process.pid,
    identity: processIdentity(process.pid),
  });
  for (;;) {
    if (await createExclusively(file, content)) {
      return { release: () => fs.rm(file, { force: true }) };
    }
    const holder = await readHolder(file);
    if (isAlive(holder)) {
      return { holder };
    }
    await removeStale(file, content);
  }
}

/**
 * Runs something while holding a lock between processes, after waiting for whoever holds it.
 *
 * @param onWait - called once, with the holder, if there is a wait
 */
export async function withLock(file, onWait, action) {
  let waiting = false;
  for (;;) {
    const { release, holder } = await tryLock(file);
    if (release) {
      try {
        return await action();
      } finally {
        await release();
      }
    }
    if (!waiting) {
      waiting = true;
      onWait(holder);
    }
    await sleep(250);
  }
}
