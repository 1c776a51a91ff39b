import type { KubeConfig } from '@kubernetes/client-node';
import { ClusterRequestError } from '@groundcrew/plugin-clusters-node';
import { createHash } from 'node:crypto';
import dns from 'node:dns';
import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent, type RequestOptions } from 'node:https';
import type { LookupFunction } from 'node:net';
import type { ClusterConnection } from '../locators';
import {
  checkAddress,
  checkServerUrl,
  type AddressPolicy,
} from './addressPolicy';
import { loadKubeConfig } from './loadKubeConfig';

/** With what one request is sent. */
export interface RequestAccess {
  server: URL;
  headers: Record<string, string>;
  agent: HttpAgent | HttpsAgent;
  /** Grows whenever credentials are read from the start. */
  generation: number;
}

interface CurrentAccess {
  access: Promise<RequestAccess>;
  isSettled: boolean;
  /** By the clock of `performance.now`. */
  until: number;
}

// Bounds how often token files are read and how many requests start an exec plugin at once.
const REUSE_MS = 5_000;
const KEEP_ALIVE_MS = 15_000;

/** Resolves a name only to addresses that the policy allows, at the moment of connecting: a name may change its mind. */
function createGuardedLookup(policy: AddressPolicy): LookupFunction {
  return (hostname, options, callback) => {
    dns.lookup(hostname, { ...options, all: true }, (error, addresses) => {
      if (error) {
        callback(error, []);
        return;
      }
      for (const { address } of addresses) {
        const verdict = checkAddress(address, policy);
        if (!verdict.allowed) {
          callback(
            new ClusterRequestError(
              'address-refused',
              `the name of its API server resolves to an address that is not allowed: ${verdict.reason}`,
            ) as NodeJS.ErrnoException,
            [],
          );
          return;
        }
      }
      if (options.all) {
        callback(null, addresses);
      } else {
        callback(null, addresses[0].address, addresses[0].family);
      }
    });
  };
}

/** Options of a {@link ClusterAccess}. */
export interface ClusterAccessOptions {
  connection: ClusterConnection;
  addressPolicy: AddressPolicy;
}

/**
 * The credentials and the connections of one cluster: reads tokens again as they expire, and keeps connections alive
 * for as long as what they were opened with is unchanged.
 */
export class ClusterAccess {
  readonly #connection: ClusterConnection;
  readonly #policy: AddressPolicy;
  #kubeConfig: KubeConfig | undefined;
  #generation = 0;
  #current: CurrentAccess | undefined;
  #agent: { key: string; agent: HttpAgent | HttpsAgent } | undefined;

  private constructor(options: ClusterAccessOptions) {
    this.#connection = options.connection;
    this.#policy = options.addressPolicy;
  }

  static create(options: ClusterAccessOptions): ClusterAccess {
    return new ClusterAccess(options);
  }

  /** @throws ClusterRequestError when the address is not allowed or there are no credentials to be had. */
  get(): Promise<RequestAccess> {
    const current = this.#current;
    // While a command still runs nobody starts it a second time, however long it takes.
    if (current && (!current.isSettled || current.until > performance.now())) {
      return current.access;
    }
    const started: CurrentAccess = {
      access: this.#resolve(),
      until: Infinity,
      isSettled: false,
    };
    this.#current = started;
    started.access.then(
      () => {
        started.isSettled = true;
        started.until = performance.now() + REUSE_MS;
      },
      () => {
        started.isSettled = true;
        started.until = 0;
      },
    );
    return started.access;
  }

  /** Forgets what was got with `rejected`, which the server did not accept, and gets it anew. */
  renew(rejected: RequestAccess): Promise<RequestAccess> {
    // Of many requests that are refused at once only the first renews.
    if (this.#generation === rejected.generation) {
      this.#generation += 1;
      this.#kubeConfig = undefined;
      this.#current = undefined;
    }
    return this.get();
  }

  close(): void {
    this.#agent?.agent.destroy();
    this.#agent = undefined;
  }

  async #resolve(): Promise<RequestAccess> {
    const generation = this.#generation;
    const options: RequestOptions & { headers: Record<string, string> } = {
      headers: {},
    };
    let kubeConfig: KubeConfig;
    try {
      this.#kubeConfig ??= loadKubeConfig(this.#connection);
      kubeConfig = this.#kubeConfig;
      await kubeConfig.applyToHTTPSOptions(options);
    } catch (error) {
      this.#kubeConfig = undefined;
      throw new ClusterRequestError(
        'unauthorized',
        `no credentials: ${describeCredentialError(error)}`,
      );
    }
    const cluster = kubeConfig.getCurrentCluster();
    if (!cluster?.server) {
      throw new ClusterRequestError(
        'unauthorized',
        'the kubeconfig names no cluster for this context',
      );
    }
    const isUntrusted =
      this.#connection.type === 'direct' &&
      this.#connection.address === 'untrusted';
    if (isUntrusted) {
      const verdict = checkServerUrl(cluster.server, this.#policy);
      if (!verdict.allowed) {
        throw new ClusterRequestError(
          'address-refused',
          `the address of its API server is not allowed: ${verdict.reason}`,
        );
      }
    }
    if (options.auth) {
      const basic = Buffer.from(options.auth).toString('base64');
      options.headers.Authorization = `Basic ${basic}`;
    }
    return {
      server: new URL(cluster.server),
      headers: options.headers,
      // Behind a proxy the client's own agent knows the way; only a trusted kubeconfig can name one.
      agent: cluster.proxyUrl
        ? (options.agent as HttpsAgent)
        : this.#agentFor(cluster.server, options, isUntrusted),
      generation,
    };
  }

  #agentFor(
    server: string,
    options: RequestOptions,
    isUntrusted: boolean,
  ): HttpAgent | HttpsAgent {
    const { ca, cert, key, servername, rejectUnauthorized } = options;
    const hash = createHash('sha256');
    for (const part of [server, ca, cert, key, servername]) {
      hash.update(`${part ?? ''}\0`);
    }
    const agentKey = hash.digest('hex');
    if (this.#agent?.key !== agentKey) {
      // Not destroyed: watches that run on the old one may finish.
      const keepAlive = { keepAlive: true, keepAliveMsecs: KEEP_ALIVE_MS };
      const agent = server.startsWith('http:')
        ? new HttpAgent(keepAlive)
        : new HttpsAgent({
            ...keepAlive,
            ca,
            cert,
            key,
            servername,
            rejectUnauthorized: rejectUnauthorized !== false,
            ...(isUntrusted && { lookup: createGuardedLookup(this.#policy) }),
          });
      this.#agent = { key: agentKey, agent };
    }
    return this.#agent.agent;
  }
}

// What a command printed may hold a secret: only its name and how it failed are told.
function describeCredentialError(error: unknown): string {
  const { code, path, syscall } = error as NodeJS.ErrnoException;
  if (syscall?.startsWith('spawn')) {
    return `the command ${path ?? ''} that the kubeconfig runs was not found`;
  }
  if (code === 'ENOENT' || code === 'EACCES') {
    return `the file ${path ?? ''} cannot be read`;
  }
  if (
    error instanceof Error &&
    /HTTP protocol is not allowed/.test(error.message)
  ) {
    return 'plain http is only used where skipTLSVerify is set';
  }
  return 'the kubeconfig cannot be used, or the command that it runs failed';
}
