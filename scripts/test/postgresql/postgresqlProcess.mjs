// Holds a PostgreSQL that lives as long as this process and leaves nothing behind.
import { spawn, spawnSync } from 'node:child_process';
import crypto from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { writeAtomically } from '../../files/writeAtomically.mjs';
import { findFreePort } from '../../processes/portHolder.mjs';

const attempts = 5;
const { binaries, output } = JSON.parse(process.argv[2]);
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'groundcrew-postgresql-'));
const cluster = path.join(folder, 'cluster');
const owner = unprivilegedUser();
let server;
let stopping = false;

/** PostgreSQL refuses to run as root. Debian makes a user for it; `nobody` is everywhere. */
function unprivilegedUser() {
  if (process.getuid() !== 0) {
    return {};
  }
  const idOf = (flag, user) => spawnSync('id', [flag, user]).stdout.toString();
  const user = idOf('-u', 'postgres') ? 'postgres' : 'nobody';
  return { uid: Number(idOf('-u', user)), gid: Number(idOf('-g', user)) };
}

function createCluster(password) {
  const passwordFile = path.join(folder, 'password');
  fs.writeFileSync(passwordFile, password, { mode: 0o600 });
  if (owner.uid !== undefined) {
    fs.chownSync(folder, owner.uid, owner.gid);
    fs.chownSync(passwordFile, owner.uid, owner.gid);
  }
  const { status } = spawnSync(
    path.join(binaries, 'initdb'),
    [
      `--pgdata=${cluster}`,
      '--username=postgres',
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale=C',
      '--no-sync',
    ],
    { ...owner, cwd: folder, stdio: ['ignore', 'inherit', 'inherit'] },
  );
  if (status !== 0) {
    throw new Error('initdb failed');
  }
}

/** Starts it, and resolves to whether it is ready: it is not if somebody else took the port meanwhile. */
async function startServer(port) {
  server = spawn(
    path.join(binaries, 'postgres'),
    [
      ['-D', cluster],
      ['-p', String(port)],
      ['-c', 'listen_addresses=127.0.0.1'],
      ['-c', 'unix_socket_directories='],
      ['-c', 'max_connections=300'],
      // Nobody needs the data after a crash.
      ['-c', 'fsync=off'],
      ['-c', 'full_page_writes=off'],
    ].flat(),
    { ...owner, cwd: folder, stdio: ['ignore', 'inherit', 'pipe'] },
  );
  server.stderr.pipe(process.stderr);
  let log = '';
  return await new Promise((resolve, reject) => {
    server.once('error', reject);
    server.once('exit', () => resolve(false));
    server.stderr.on('data', chunk => {
      log = (log + chunk).slice(-4_000);
      if (log.includes('ready to accept connections')) {
        resolve(true);
      }
    });
  });
}

async function stop(exitCode) {
  if (stopping) {
    return;
  }
  stopping = true;
  if (server?.exitCode === null && server.signalCode === null) {
    const ended = new Promise(resolve => server.once('exit', resolve));
    // At once, without writing anything down.
    server.kill('SIGQUIT');
    await ended;
  }
  fs.rmSync(folder, { recursive: true, force: true });
  process.exit(exitCode);
}

process.once('SIGTERM', () => stop(0));
// Our starter holds the other end: without it there is nobody to stop us.
process.stdin.on('close', () => stop(0)).resume();

try {
  const password = crypto.randomBytes(16).toString('hex');
  createCluster(password);
  for (let attempt = 1; ; attempt += 1) {
    const port = await findFreePort(54_320, '127.0.0.1');
    if (await startServer(port)) {
      server.once('exit', () => stop(1));
      const url = `postgresql://postgres:${password}@127.0.0.1:${port}`;
      await writeAtomically(output, JSON.stringify({ url }), { mode: 0o600 });
      break;
    }
    if (attempt === attempts) {
      throw new Error('PostgreSQL ended while it started');
    }
  }
} catch (error) {
  console.error(error);
  await stop(1);
}
