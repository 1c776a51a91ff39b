import { ServiceUnavailableError } from '@backstage/errors';
import type {
  ConnectionCheck,
  ConnectionInput,
  ConnectionTestResult,
} from '@groundcrew/plugin-clusters-common';
import {
  checkServerUrl,
  ClusterRequestError,
  KubeConfigClusterGateway,
  type AddressPolicy,
  type ClusterGateway,
} from '../gateway';
import { agoInWords } from './agoInWords';
import { directConnection } from './directConnection';
import { expiryOf } from './expiryOf';
import type { InlineConnection } from './InlineConnection';
import { parseConnection } from './parseConnection';
import { probeTls } from './probeTls';
import { clusterRoleFor } from './rbacManifest';
import {
  isAllowed,
  missingPermissions,
  type MissingPermission,
} from './reviewPermissions';

const PROBE_TIMEOUT_MS = 5_000;
const TEST_TIMEOUT_MS = 20_000;
/** Few enough that nobody can look for open ports with it. */
const MAX_UNDER_WAY = 4;

const CHECKS = [
  'input',
  'address',
  'reachable',
  'certificate',
  'credentials',
  'version',
  'permissions',
] as const;

/** Without these there would be nothing to show. */
const INDISPENSABLE = new Set(['pods', 'namespaces']);

/** What a server may call its version: what answers may be anything, and this is repeated to the person. */
const VERSION = /^v?\d+\.\d+[\w.+-]{0,40}$/;

/** What a test found, and the connection that it read out of the input. */
export interface TestedConnection {
  result: ConnectionTestResult;
  /** Present when the result is usable. Holds secrets. */
  connection?: InlineConnection;
}

/** What a {@link ConnectionTester} is made of. */
export interface ConnectionTesterOptions {
  addressPolicy: AddressPolicy;
  /** For the connection itself. Default: 5 s. */
  probeTimeoutMs?: number;
  now?: () => Date;
}

/** Collects what was looked at; what was not is skipped. */
class Findings {
  readonly #checks = new Map<ConnectionCheck['id'], ConnectionCheck>();
  version: string | undefined;
  missing: MissingPermission[] = [];

  add(
    id: ConnectionCheck['id'],
    outcome: ConnectionCheck['outcome'],
    message: string,
  ): void {
    this.#checks.set(id, { id, outcome, message });
  }

  result(): ConnectionTestResult {
    const checks = CHECKS.map(
      id =>
        this.#checks.get(id) ?? {
          id,
          outcome: 'skipped' as const,
          message: 'Not looked at, because of what failed before',
        },
    );
    return {
      usable: checks.every(({ outcome }) =>
        ['passed', 'warning'].includes(outcome),
      ),
      checks,
      version: this.version,
      missing: this.missing,
      manifest: this.missing.length ? manifestFor(this.missing) : undefined,
    };
  }
}

/**
 * Tries a connection from the input to the permissions, up to the first thing that fails.
 *
 * @remarks
 *
 * Nothing that the server says is repeated: it may be any server that this backend can reach, and the person who asks
 * may not.
 */
export class ConnectionTester {
  readonly #addressPolicy: AddressPolicy;
  readonly #probeTimeoutMs: number;
  readonly #now: () => Date;
  #underWay = 0;

  static create(options: ConnectionTesterOptions): ConnectionTester {
    return new ConnectionTester(options);
  }

  private constructor(options: ConnectionTesterOptions) {
    this.#addressPolicy = options.addressPolicy;
    this.#probeTimeoutMs = options.probeTimeoutMs ?? PROBE_TIMEOUT_MS;
    this.#now = options.now ?? (() => new Date());
  }

  /** @throws ServiceUnavailableError when too many tests are under way. */
  async test(input: ConnectionInput): Promise<TestedConnection> {
    if (this.#underWay >= MAX_UNDER_WAY) {
      throw new ServiceUnavailableError(
        'Other connections are being tested at the moment. Try again in a few seconds',
      );
    }
    this.#underWay += 1;
    try {
      return await this.#test(input);
    } finally {
      this.#underWay -= 1;
    }
  }

  async #test(input: ConnectionInput): Promise<TestedConnection> {
    const findings = new Findings();
    const parsed = parseConnection(input);
    if ('refused' in parsed) {
      findings.add('input', 'failed', parsed.refused);
      return { result: findings.result() };
    }
    const { connection } = parsed;
    findings.add('input', 'passed', 'The input is complete');
    if (await this.#connect(connection, findings)) {
      await this.#enter(connection, findings);
    }
    const result = findings.result();
    return { result, connection: result.usable ? connection : undefined };
  }

  /** Looks at the address, the way there and the certificate. */
  async #connect(
    { server, certificateAuthority }: InlineConnection,
    findings: Findings,
  ): Promise<boolean> {
    const refuse = (reason: string) =>
      findings.add(
        'address',
        'failed',
        `The address of the server is not allowed: ${reason}`,
      );
    const verdict = checkServerUrl(server, this.#addressPolicy);
    if (!verdict.allowed) {
      refuse(verdict.reason);
      return false;
    }
    const probe = await probeTls({
      server,
      certificateAuthority,
      addressPolicy: this.#addressPolicy,
      timeoutMs: this.#probeTimeoutMs,
    });
    if (probe.outcome === 'address-refused') {
      refuse(probe.reason);
      return false;
    }
    findings.add('address', 'passed', 'The address is allowed');
    if (probe.outcome === 'unreachable') {
      findings.add(
        'reachable',
        'failed',
        `The server cannot be reached from Backstage: ${probe.message}. Look at the address, the port, and firewalls in between`,
      );
      return false;
    }
    findings.add('reachable', 'passed', 'The server answers with TLS');
    if (probe.distrust) {
      const { message, fingerprint } = probe.distrust;
      findings.add(
        'certificate',
        'failed',
        `The server's ${message}.${
          fingerprint
            ? ` SHA-256 fingerprint of what it shows: ${fingerprint}`
            : ''
        }`,
      );
      return false;
    }
    findings.add('certificate', 'passed', 'The certificate is trusted');
    return true;
  }

  /** Sends the credentials, and looks at what they open. */
  async #enter(
    connection: InlineConnection,
    findings: Findings,
  ): Promise<void> {
    const gateway = KubeConfigClusterGateway.create({
      connection: directConnection(connection),
      addressPolicy: this.#addressPolicy,
    });
    const signal = AbortSignal.timeout(TEST_TIMEOUT_MS);
    try {
      await isAllowed(
        gateway,
        { group: '', resource: 'pods', verb: 'list' },
        signal,
      );
      this.#acceptCredentials(connection, findings);
      await readVersion(gateway, signal, findings);
      await reviewPermissions(gateway, signal, findings);
    } catch (error) {
      findings.add(
        'credentials',
        'failed',
        this.#explainRejection(error, connection),
      );
    } finally {
      gateway.close();
    }
  }

  #acceptCredentials(
    { credentials }: InlineConnection,
    findings: Findings,
  ): void {
    const expiry = expiryOf(credentials);
    if (expiry) {
      findings.add(
        'credentials',
        'warning',
        `The credentials are accepted, and expire ${agoInWords(
          expiry,
          this.#now(),
        )}. Credentials that do not expire spare you from registering again: the RBAC manifest makes such a token`,
      );
    } else {
      findings.add('credentials', 'passed', 'The credentials are accepted');
    }
  }

  #explainRejection(error: unknown, { credentials }: InlineConnection): string {
    const failure =
      error instanceof ClusterRequestError ? error.failure : 'malformed';
    const what = 'token' in credentials ? 'token' : 'client certificate';
    switch (failure) {
      case 'unauthorized': {
        const expiry = expiryOf(credentials);
        return expiry && expiry < this.#now()
          ? `The ${what} expired ${agoInWords(
              expiry,
              this.#now(),
            )}. Give a new one`
          : `The API server does not accept the ${what}: it is wrong, expired or revoked`;
      }
      case 'forbidden':
        return `The API server does not know whose ${what} this is. Look whether it belongs to this cluster`;
      case 'unreachable':
      case 'timeout':
      case 'aborted':
        return 'The server stopped answering while the credentials were tried. Try again';
      default:
        return 'What answers does not behave as the API server of a Kubernetes cluster. Look at the address';
    }
  }
}

async function readVersion(
  gateway: ClusterGateway,
  signal: AbortSignal,
  findings: Findings,
): Promise<void> {
  const told = await gateway
    .json<{ gitVersion?: unknown }>('/version', {
      signal,
      timeoutMs: PROBE_TIMEOUT_MS,
      maxBytes: 65_536,
    })
    .catch(() => undefined);
  const version = told?.gitVersion;
  if (typeof version === 'string' && VERSION.test(version)) {
    findings.version = version;
    findings.add('version', 'passed', `Kubernetes ${version}`);
  } else {
    findings.add(
      'version',
      'warning',
      'The server does not tell its version. All else works without it',
    );
  }
}

async function reviewPermissions(
  gateway: ClusterGateway,
  signal: AbortSignal,
  findings: Findings,
): Promise<void> {
  try {
    findings.missing = await missingPermissions(gateway, signal);
  } catch {
    findings.add(
      'permissions',
      'warning',
      'The server did not say what the credentials allow. What they do not will be seen on the page of the cluster',
    );
    return;
  }
  const { missing } = findings;
  const blocking = missing.filter(each => INDISPENSABLE.has(each.resource));
  if (blocking.length > 0) {
    findings.add(
      'permissions',
      'failed',
      `The credentials may not read ${blocking
        .map(each => each.resource)
        .join(
          ' and ',
        )} in all namespaces: there would be nothing to show. Apply the manifest`,
    );
  } else if (missing.length > 0) {
    findings.add(
      'permissions',
      'warning',
      `Something will be missing, because the credentials may not read it: ${missing
        .map(each => each.resource)
        .join(', ')}. Apply the manifest to have it too`,
    );
  } else {
    findings.add(
      'permissions',
      'passed',
      'The credentials allow all that is needed',
    );
  }
}

function manifestFor(missing: readonly MissingPermission[]): string {
  return clusterRoleFor(
    missing.map(({ apiGroup, resource, verbs }) => ({
      apiGroups: [apiGroup],
      resources: [resource],
      verbs:
        verbs.includes('list') || verbs.includes('watch')
          ? ['get', 'list', 'watch']
          : verbs,
    })),
  );
}
