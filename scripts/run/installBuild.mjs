import fs from 'node:fs/promises';
import path from 'node:path';

const keptMs = 7 * 24 * 60 * 60_000;

/**
 * Puts a built app in the place of the one before. A backend that runs meanwhile read the page when it started: what that
 * page goes on to load stays beside the new files, whose names differ in their hashes. After a week it goes.
 *
 * @param built - on the same disk as `target`; it is moved there
 * @param target - where the app is served from; it may not exist yet
 */
export async function installBuild(built, target, { now = Date.now() } = {}) {
  await keepStaticFiles(
    path.join(target, 'static'),
    path.join(built, 'static'),
    now,
  );
  const previous = `${built}.previous`;
  await fs.rm(previous, { recursive: true, force: true });
  await fs.rename(target, previous).catch(error => {
    if (error.code !== 'ENOENT') {
      throw error;
    }
  });
  await fs.rename(built, target);
  await fs.rm(previous, { recursive: true, force: true });
}

async function keepStaticFiles(from, to, now) {
  const names = await fs.readdir(from).catch(() => []);
  await fs.mkdir(to, { recursive: true });
  for (const name of names) {
    const file = path.join(from, name);
    const stat = await fs.stat(file);
    if (stat.isFile() && now - stat.mtimeMs < keptMs) {
      await fs.link(file, path.join(to, name)).catch(error => {
        // Of the same name, it has the same content.
        if (error.code !== 'EEXIST') {
          throw error;
        }
      });
    }
  }
}
