import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The root of this clone. */
export const repositoryRoot = path.resolve(
  fileURLToPath(new URL('../..', import.meta.url)),
);

/** What belongs to this clone and may be deleted at any time, except for the databases and keys in it. */
export const stateDirectory = path.join(repositoryRoot, '.groundcrew');

/** What every clone on this machine can use: Node, Yarn, the documentation tools, the lab's binaries. */
export function cacheDirectory(environment = process.env) {
  const base =
    environment.XDG_CACHE_HOME ||
    (process.platform === 'win32' && environment.LOCALAPPDATA) ||
    path.join(os.homedir(), '.cache');
  return path.join(base, 'groundcrew');
}
