import crypto from 'node:crypto';
import fs from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { stateDirectory } from '../../bootstrap/directories.mjs';
import { installDebianPackages } from '../debianPackages.mjs';
import { findPostgresql } from './findPostgresql.mjs';

const processScript = fileURLToPath(
  new URL('./postgresqlProcess.mjs', import.meta.url),
);

/**
 * Starts a PostgreSQL on loopback for tests, empty, and gone without a trace when it is stopped. Where its server is not
 * installed, Debian's is, if we may.
 *
 * @returns `url` (user, password, no database) and `stop`, or `missing`: what to do about it
 */
export async function startPostgresql({ toolchain, children }) {
  const logFile = path.join(stateDirectory, 'logs/test-postgresql.log');
  const { environment } = toolchain;
  if (!findPostgresql(environment)) {
    await installDebianPackages({
      packages: ['postgresql'],
      toolchain,
      children,
      logFile,
    });
  }
  const binaries = findPostgresql(environment);
  if (!binaries) {
    return {
      missing:
        'there is no PostgreSQL to test on: install its server (Debian: apt install postgresql)',
    };
  }
  const directory = path.join(stateDirectory, 'test');
  await fs.mkdir(directory, { recursive: true });
  const output = path.join(directory, `postgresql-${crypto.randomUUID()}.json`);
  const { child, ended } = children.start(
    process.execPath,
    [processScript, JSON.stringify({ binaries, output })],
    { env: environment, logFile, append: true },
  );
  const url = await readWhenWritten(output, ended);
  if (!url) {
    const log = await fs.readFile(logFile, 'utf8').catch(() => '');
    throw new Error(`PostgreSQL could not be started:\n${log.trim()}`);
  }
  return {
    url,
    async stop() {
      child.stdin.end();
      await ended;
    },
  };
}

async function readWhenWritten(output, ended) {
  let over = false;
  ended.then(
    () => (over = true),
    () => (over = true),
  );
  while (!over) {
    const text = await fs.readFile(output, 'utf8').catch(() => undefined);
    if (text) {
      // It holds a password.
      await fs.rm(output);
      return JSON.parse(text).url;
    }
    await sleep(50);
  }
  return undefined;
}
