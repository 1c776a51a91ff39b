import fs from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { repositoryRoot } from '../bootstrap/directories.mjs';
import { UserError } from '../userError.mjs';

/**
 * Keeps a start that was cut off from blocking all later ones. Knex locks a database while it migrates it, and a process
 * that is killed meanwhile leaves the lock behind.
 *
 * To be used only while holding the lock of the state directory: nobody else may be migrating.
 */
export class MigrationLocks {
  #directory;
  #marker;

  /** @param directory - where the SQLite files are */
  constructor(directory) {
    this.#directory = directory;
    this.#marker = path.join(directory, 'starting');
  }

  /** To be called before the backend starts. Frees what the start before left locked, if that did not come to an end. */
  async beforeStart({ toolchain, children, logFile }) {
    const cutOff = await fs.access(this.#marker).then(
      () => true,
      () => false,
    );
    if (cutOff) {
      const script = fileURLToPath(
        new URL('./migrationLocks.cjs', import.meta.url),
      );
      const { code } = await children.run(
        toolchain.node,
        [script, this.#directory],
        { cwd: repositoryRoot, env: toolchain.environment, logFile },
      );
      if (code !== 0 && !children.stopping) {
        throw new UserError(
          `the databases in ${
            this.#directory
          } cannot be opened (see ${logFile}); a start without them: "rm -r ${
            this.#directory
          }"`,
        );
      }
    }
    await fs.writeFile(this.#marker, '');
  }

  /** To be called when the backend has started: its migrations are over. */
  async afterStart() {
    await fs.rm(this.#marker, { force: true });
  }
}
