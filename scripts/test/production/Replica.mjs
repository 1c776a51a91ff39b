import { once } from 'node:events';
import fs from 'node:fs/promises';
import path from 'node:path';
import { repositoryRoot } from '../../bootstrap/directories.mjs';
import { endInTimeArguments } from '../../processes/Children.mjs';
import { explainBackendLog } from '../../run/readBackendLog.mjs';
import { waitUntilUsable } from '../../run/readiness.mjs';
import { typeScriptArguments } from '../../run/runTypeScript.mjs';

const startTimeoutMs = 4 * 60_000;
const connectAttempts = 10;
const connectTimeoutMs = 3_000;

/** A backend with the configuration of production, and what stands in for the world around it. */
export class Replica {
  /** Where its API answers. */
  url;
  #token;

  /**
   * Starts one and waits until all its plugins have started.
   *
   * @param options.environment - what docs/operations.md asks for
   * @param options.folder - where its log and its own configuration are kept
   */
  static async start({ children, environment, folder, name, port }) {
    const replica = new Replica(`http://localhost:${port}`);
    const logFile = path.join(folder, `${name}.log`);
    const overlay = path.join(folder, `${name}.yaml`);
    await fs.writeFile(overlay, JSON.stringify(overlayOf(port)));
    const { ended } = children.start(
      process.execPath,
      [
        ...endInTimeArguments,
        ...typeScriptArguments,
        path.join(repositoryRoot, 'packages/backend/src/index.ts'),
        ...[
          path.join(repositoryRoot, 'app-config.yaml'),
          path.join(repositoryRoot, 'app-config.production.yaml'),
          overlay,
        ].flatMap(file => ['--config', file]),
      ],
      {
        cwd: path.join(repositoryRoot, 'packages/backend'),
        env: {
          ...process.env,
          ...environment,
          APP_BASE_URL: replica.url,
          NODE_ENV: 'production',
        },
        logFile,
      },
    );
    const readLog = () => fs.readFile(logFile, 'utf8').catch(() => '');
    const outcome = await waitUntilUsable({
      url: replica.url,
      page: `${replica.url}/`,
      hasFailed: async () =>
        (await readLog()).includes('Backend startup failed due to'),
      ended,
      timeoutMs: startTimeoutMs,
    });
    if (outcome !== 'ready') {
      throw new Error(
        `${name} is not ready (${outcome}):\n${explainBackendLog(
          await readLog(),
        )}`,
      );
    }
    return replica;
  }

  constructor(url) {
    this.url = url;
  }

  /** Signs in, as the example policy's operator. */
  async signIn() {
    const response = await fetch(`${this.url}/api/auth/guest/refresh`, {
      headers: { 'X-Requested-With': 'XMLHttpRequest' },
    });
    const { backstageIdentity } = await response.json();
    this.#token = backstageIdentity.token;
  }

  /** One request to the clusters plugin, and the body of the answer. */
  async clusters(route, { method = 'GET', body } = {}) {
    const response = await fetch(
      `${this.url}/api/groundcrew-clusters${route}`,
      {
        method,
        headers: {
          authorization: `Bearer ${this.#token}`,
          'content-type': 'application/json',
        },
        body: body && JSON.stringify(body),
      },
    );
    const text = await response.text();
    if (!response.ok) {
      throw new Error(`${method} ${route}: ${response.status} ${text}`);
    }
    return text && JSON.parse(text);
  }

  /** Listens for the signals of a channel, as a page does. */
  async listen(channel) {
    const socket = await this.#connect();
    const signals = [];
    socket.addEventListener('message', ({ data }) => {
      const signal = JSON.parse(data);
      if (signal.channel === channel) {
        signals.push(signal.message);
      }
    });
    socket.send(JSON.stringify({ action: 'subscribe', channel }));
    return { signals, close: () => socket.close() };
  }

  async #connect() {
    // The very first connection to a backend is never answered: it only makes the signals plugin listen for the next.
    for (let attempt = 1; attempt <= connectAttempts; attempt += 1) {
      const socket = new WebSocket(
        `${this.url.replace('http', 'ws')}/api/signals`,
        [this.#token],
      );
      const open = once(socket, 'open', {
        signal: AbortSignal.timeout(connectTimeoutMs),
      });
      try {
        await open;
        return socket;
      } catch {
        socket.close();
      }
    }
    throw new Error(`${this.url} accepts no WebSocket`);
  }
}

/** GitHub, TLS to the database and the load balancer are not there; everything else is as in production. */
function overlayOf(port) {
  return {
    backend: {
      listen: { host: '127.0.0.1', port },
      database: { connection: { ssl: false } },
      lifecycle: { serverShutdownDelay: '0s' },
    },
    auth: {
      providers: { guest: { dangerouslyAllowOutsideDevelopment: true } },
    },
    groundcrew: {
      clusters: { allowLoopback: true },
      policy: { operators: ['user:development/guest'] },
    },
  };
}
