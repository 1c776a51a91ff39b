import { spawnSync } from 'node:child_process';
import crypto from 'node:crypto';
import fs from 'node:fs/promises';
import path from 'node:path';
import { withLock } from '../files/withLock.mjs';
import { writeAtomically } from '../files/writeAtomically.mjs';
import { cacheDirectory, stateDirectory } from './directories.mjs';

const requirements = ['mkdocs-techdocs-core==1.6.1'];

function findPython() {
  for (const command of ['python3', 'python']) {
    const probe = spawnSync(
      command,
      ['-c', 'import sys, venv, ensurepip; assert sys.version_info >= (3, 8)'],
      { stdio: 'ignore' },
    );
    if (probe.status === 0) {
      return { command };
    }
    if (!probe.error) {
      const version = spawnSync(command, ['--version'], { encoding: 'utf8' });
      if (/^Python 3/.test(version.stdout)) {
        return {
          missing:
            'Python is there without its venv module (on Debian and Ubuntu: apt install python3-venv)',
        };
      }
    }
  }
  return { missing: 'Python 3 is not installed' };
}

/**
 * What Docs needs to turn Markdown into pages: mkdocs, in a Python environment of its own in the cache.
 *
 * @returns
 *   `binaries`: to be put on the backend's PATH. Until mkdocs is there, and where it cannot be, a stand-in answers that says
 *   what is missing; Docs shows what it says.
 *   `installed`: resolves to undefined once mkdocs is there, or to what is missing. It never rejects.
 */
export async function ensureDocumentationTools({ toolchain, children }) {
  const key = crypto
    .createHash('sha256')
    .update(requirements.join('\n'))
    .digest('hex')
    .slice(0, 12);
  const environment = path.join(cacheDirectory(), `techdocs-${key}`);
  const virtualBinaries = path.join(
    environment,
    process.platform === 'win32' ? 'Scripts' : 'bin',
  );
  // Written after the last package: a virtual environment cannot be moved into place when it is complete.
  const complete = path.join(environment, 'complete');
  const standIn = path.join(stateDirectory, 'bin');
  const binaries = [virtualBinaries, standIn];

  if (await exists(complete)) {
    return { binaries: [virtualBinaries], installed: Promise.resolve() };
  }
  const python = findPython();
  if (python.missing) {
    await writeStandIn(
      standIn,
      `${python.missing}. Install it and start again.`,
    );
    return { binaries: [standIn], installed: Promise.resolve(python.missing) };
  }
  await writeStandIn(
    standIn,
    'mkdocs is still being installed. Try again in a minute.',
  );
  const install = async () => {
    await withLock(
      path.join(cacheDirectory(), `techdocs-${key}.lock`),
      () => {},
      async () => {
        if (await exists(complete)) {
          return;
        }
        await fs.rm(environment, { recursive: true, force: true });
        const logFile = path.join(stateDirectory, 'logs/documentation.log');
        const run = async (command, args) => {
          const { code } = await children.run(command, args, {
            env: toolchain.environment,
            logFile,
            append: true,
          });
          if (code !== 0) {
            throw new Error(`see ${logFile}`);
          }
        };
        await run(python.command, ['-m', 'venv', environment]);
        await run(path.join(virtualBinaries, 'python'), [
          '-m',
          'pip',
          'install',
          '--disable-pip-version-check',
          '--no-input',
          ...requirements,
        ]);
        await fs.writeFile(complete, '');
      },
    );
  };
  const installed = install().then(
    () => undefined,
    async error => {
      const missing = `mkdocs-techdocs-core could not be installed with pip (${error.message})`;
      await writeStandIn(standIn, missing).catch(() => {});
      // Half an environment would hide the stand-in.
      await fs
        .rm(environment, { recursive: true, force: true })
        .catch(() => {});
      return missing;
    },
  );
  return { binaries, installed };
}

async function exists(file) {
  return await fs.access(file).then(
    () => true,
    () => false,
  );
}

async function writeStandIn(directory, message) {
  const text = `Docs cannot be built: ${message}`.replace(/'/g, '’');
  await writeAtomically(
    path.join(directory, 'mkdocs'),
    `#!/bin/sh\necho '${text}' >&2\nexit 1\n`,
    { mode: 0o755 },
  );
}
