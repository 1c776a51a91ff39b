import fs from 'node:fs/promises';
import path from 'node:path';
import { Stamp } from '../files/Stamp.mjs';
import { fingerprint } from '../files/fingerprint.mjs';
import { withLock } from '../files/withLock.mjs';
import { showProgress } from '../terminal.mjs';
import { UserError } from '../userError.mjs';
import { repositoryRoot, stateDirectory } from './directories.mjs';
import { readNpmSettings, yarnSettings } from './npm.mjs';
import { listWorkspaces } from './workspaces.mjs';

/** What went wrong, for a person, from what Yarn wrote. */
export function explainYarnFailure(log, logFile) {
  if (/ENOSPC/.test(log)) {
    return 'the packages could not be installed: the disk is full (they need about 2 GB)';
  }
  if (/YN0028/.test(log)) {
    return 'yarn.lock does not fit the package.json files: run "npm run yarn -- install" and commit the lock file';
  }
  if (
    /YN0001.*(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|RequestError)/.test(
      log,
    )
  ) {
    return `the packages could not be installed: the npm registry cannot be reached (see ${logFile})`;
  }
  const lines = log
    .split('\n')
    .filter(line => /YN\d+: .*(Error|error|failed|can't|couldn't)/.test(line));
  return `the packages could not be installed: ${
    lines[0]?.replace(/^.*YN\d+: /, '').trim() ?? 'Yarn failed'
  } (see ${logFile})`;
}

async function installFingerprint() {
  const workspaces = await listWorkspaces();
  return await fingerprint(
    repositoryRoot,
    [
      'package.json',
      'yarn.lock',
      '.yarnrc.yml',
      ...workspaces.map(({ directory }) => `${directory}/package.json`),
    ],
    { salt: `${process.platform} ${process.arch}` },
  );
}

/**
 * Installs the packages of the lock file, unless they are as they were when that was last done.
 *
 * @returns a hash that changes whenever they do
 */
export async function installPackages({ toolchain, children }) {
  const stamp = new Stamp(path.join(stateDirectory, 'install.stamp'));
  // Yarn writes this last: without it, an installation was cut off or removed.
  const yarnState = path.join(repositoryRoot, 'node_modules/.yarn-state.yml');
  const isCurrent = async expected =>
    (await stamp.matches(expected)) &&
    (await fs.access(yarnState).then(
      () => true,
      () => false,
    ));

  const expected = await installFingerprint();
  if (await isCurrent(expected)) {
    return expected;
  }
  await withLock(
    path.join(stateDirectory, 'install.lock'),
    holder =>
      console.log(
        `Waiting for process ${holder.pid}, which installs the packages …`,
      ),
    async () => {
      if (await isCurrent(expected)) {
        return;
      }
      await stamp.clear();
      await showProgress(
        'Installing packages (first time: about 2 minutes)',
        () => runYarnInstall({ toolchain, children }),
      );
      await stamp.set(expected);
    },
  );
  return expected;
}

async function runYarnInstall({ toolchain, children }) {
  const logFile = path.join(stateDirectory, 'logs/install.log');
  const { code } = await children.run(
    toolchain.node,
    [toolchain.yarn, 'install', '--immutable'],
    {
      cwd: repositoryRoot,
      env: {
        ...toolchain.environment,
        ...yarnSettings(readNpmSettings(), toolchain.environment),
      },
      logFile,
    },
  );
  if (code !== 0) {
    const log = await fs.readFile(logFile, 'utf8').catch(() => '');
    throw new UserError(
      explainYarnFailure(log, path.relative(repositoryRoot, logFile)),
    );
  }
}
