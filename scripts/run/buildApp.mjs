import fs from 'node:fs/promises';
import path from 'node:path';
import { repositoryRoot, stateDirectory } from '../bootstrap/directories.mjs';
import { dependencyClosure, listWorkspaces } from '../bootstrap/workspaces.mjs';
import { Stamp } from '../files/Stamp.mjs';
import { fingerprint } from '../files/fingerprint.mjs';
import { withLock } from '../files/withLock.mjs';
import { showProgress } from '../terminal.mjs';
import { UserError } from '../userError.mjs';
import { installBuild } from './installBuild.mjs';

const appDirectory = path.join(repositoryRoot, 'packages/app');

/** Everything that the built app is made of: its own package and the ones it depends on. */
async function appFingerprint(installation) {
  const packages = dependencyClosure(await listWorkspaces(), 'app');
  return await fingerprint(
    repositoryRoot,
    packages.flatMap(({ directory }) =>
      ['package.json', 'src', 'public', 'config.d.ts'].map(
        name => `${directory}/${name}`,
      ),
    ),
    {
      salt: installation,
      ignore: /^(node_modules|dist|__fixtures__)$|\.test\.tsx?$/,
    },
  );
}

/** Builds the app for production, unless it is built from what is there now. */
export async function buildApp({ toolchain, installation, children }) {
  const stamp = new Stamp(path.join(stateDirectory, 'app.stamp'));
  const isCurrent = async expected =>
    (await stamp.matches(expected)) &&
    (await fs.access(path.join(appDirectory, 'dist/index.html')).then(
      () => true,
      () => false,
    ));

  const expected = await appFingerprint(installation);
  if (await isCurrent(expected)) {
    return;
  }
  await withLock(
    path.join(stateDirectory, 'app.lock'),
    holder =>
      console.log(`Waiting for process ${holder.pid}, which builds the app …`),
    async () => {
      if (await isCurrent(expected)) {
        return;
      }
      const built = await showProgress(
        'Building the app (about 2 minutes when it has changed)',
        () => runBuild({ toolchain, children }),
      );
      await stamp.clear();
      await installBuild(built, path.join(appDirectory, 'dist'));
      await stamp.set(expected);
    },
  );
}

/** A folder that looks to the build like the app's own, except that what is built there disturbs nobody who uses the app. */
async function createBuildDirectory() {
  const directory = path.join(stateDirectory, 'app-build');
  await fs.rm(directory, { recursive: true, force: true });
  await fs.mkdir(directory, { recursive: true });
  for (const entry of await fs.readdir(appDirectory, { withFileTypes: true })) {
    const from = path.join(appDirectory, entry.name);
    const to = path.join(directory, entry.name);
    if (entry.isFile()) {
      await fs.copyFile(from, to);
    } else if (!['dist', 'coverage'].includes(entry.name)) {
      await fs.symlink(from, to, 'junction');
    }
  }
  return directory;
}

/** @returns where the built app is */
async function runBuild({ toolchain, children }) {
  const directory = await createBuildDirectory();
  const logFile = path.join(stateDirectory, 'logs/app-build.log');
  const { code } = await children.run(
    toolchain.node,
    [
      path.join(
        repositoryRoot,
        'node_modules/@backstage/cli/bin/backstage-cli',
      ),
      'package',
      'build',
      '--config',
      path.join(repositoryRoot, 'app-config.yaml'),
    ],
    {
      cwd: directory,
      // Some warnings are errors to the build where CI is set; they are for the tests to find.
      env: { ...toolchain.environment, NODE_ENV: 'production', CI: '' },
      logFile,
    },
  );
  if (code !== 0) {
    const log = await fs.readFile(logFile, 'utf8').catch(() => '');
    throw new UserError(
      `the app could not be built (see ${path.relative(
        repositoryRoot,
        logFile,
      )}):\n${log.trim().split('\n').slice(-15).join('\n')}`,
    );
  }
  return path.join(directory, 'dist');
}
