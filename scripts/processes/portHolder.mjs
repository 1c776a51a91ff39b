import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';

/** Whether a server could listen there now. */
export async function isPortFree(port, host) {
  return await new Promise((resolve, reject) => {
    const server = net.createServer();
    server.once('error', error => {
      if (error.code === 'EADDRINUSE') {
        resolve(false);
      } else {
        reject(error);
      }
    });
    server.listen({ port, host, exclusive: true }, () =>
      server.close(() => resolve(true)),
    );
  });
}

/** The first port that is free, from the preferred one on; some port or other if a hundred in a row are taken. */
export async function findFreePort(preferred, host, avoid = []) {
  for (let port = preferred; port < preferred + 100; port++) {
    if (!avoid.includes(port) && (await isPortFree(port, host))) {
      return port;
    }
  }
  return await new Promise((resolve, reject) => {
    const server = net.createServer();
    server.once('error', reject);
    server.listen({ port: 0, host }, () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

/** The inodes of the sockets that listen on a port, from the text of `/proc/net/tcp` or `tcp6`. */
export function listeningInodes(table, port) {
  const wanted = port.toString(16).toUpperCase().padStart(4, '0');
  const inodes = [];
  for (const line of table.split('\n').slice(1)) {
    const fields = line.trim().split(/\s+/);
    // 0A is TCP_LISTEN.
    if (fields[1]?.endsWith(`:${wanted}`) && fields[3] === '0A') {
      inodes.push(fields[9]);
    }
  }
  return inodes;
}

function readText(file) {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

function holderFromProc(port) {
  const inodes = ['/proc/net/tcp', '/proc/net/tcp6'].flatMap(file =>
    listeningInodes(readText(file), port),
  );
  if (inodes.length === 0) {
    return undefined;
  }
  const targets = new Set(inodes.map(inode => `socket:[${inode}]`));
  for (const pid of fs
    .readdirSync('/proc')
    .filter(name => /^\d+$/.test(name))) {
    try {
      for (const descriptor of fs.readdirSync(`/proc/${pid}/fd`)) {
        if (targets.has(fs.readlinkSync(`/proc/${pid}/fd/${descriptor}`))) {
          const command = readText(`/proc/${pid}/cmdline`)
            .replace(/\0/g, ' ')
            .trim();
          return { pid: Number(pid), command };
        }
      }
    } catch {
      // The process has ended meanwhile, or belongs to somebody else.
    }
  }
  return undefined;
}

function holderFromLsof(port) {
  const lsof = spawnSync(
    'lsof',
    ['-nP', `-iTCP:${port}`, '-sTCP:LISTEN', '-Fp'],
    { encoding: 'utf8' },
  );
  const pid = Number(/^p(\d+)$/m.exec(lsof.stdout ?? '')?.[1]);
  if (!pid) {
    return undefined;
  }
  const ps = spawnSync('ps', ['-o', 'command=', '-p', String(pid)], {
    encoding: 'utf8',
  });
  return { pid, command: ps.stdout?.trim() ?? '' };
}

/** Which process listens on a port, as far as this user may see. */
export function findPortHolder(port) {
  if (process.platform === 'win32') {
    return undefined;
  }
  const holder =
    process.platform === 'linux' ? holderFromProc(port) : undefined;
  return holder ?? holderFromLsof(port);
}

/** The one line for a person whose port is taken. */
export function portTakenMessage(port, holder) {
  const by = holder
    ? `by process ${holder.pid} (${shorten(holder.command)})`
    : 'by another process, which this user may not see';
  return `port ${port} is taken ${by}: end it, or choose another port with "npm start -- --port ${
    port + 1
  }"`;
}

function shorten(command) {
  return command.length > 100 ? `${command.slice(0, 99)}…` : command;
}
