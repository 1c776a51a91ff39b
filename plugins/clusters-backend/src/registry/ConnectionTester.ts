import { ServiceUnavailableError } from '@backstage/errors';
import type {
  ConnectionInput,
  ConnectionTestResult,
} from '@groundcrew/plugin-clusters-common';
import {
  checkServerUrl,
  KubeConfigClusterGateway,
  type AddressPolicy,
} from '../gateway';
import { checkPermissions } from './checkPermissions';
import { checkVersion } from './checkVersion';
import { ConnectionFindings } from './ConnectionFindings';
import { describeAccepted, describeRejected } from './describeCredentials';
import { directConnection } from './directConnection';
import type { InlineConnection } from './InlineConnection';
import { parseConnection } from './parseConnection';
import { probeTls } from './probeTls';
import { isAllowed } from './reviewPermissions';

const PROBE_TIMEOUT_MS = 5_000;
const TEST_TIMEOUT_MS = 20_000;
/** Few enough that nobody can look for open ports with it. */
const MAX_UNDER_WAY = 4;

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
    const findings = new ConnectionFindings();
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
    findings: ConnectionFindings,
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
    findings: ConnectionFindings,
  ): Promise<void> {
    const { credentials } = connection;
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
      const { outcome, message } = describeAccepted(credentials, this.#now());
      findings.add('credentials', outcome, message);
      await checkVersion(gateway, signal, findings);
      await checkPermissions(gateway, signal, findings);
    } catch (error) {
      findings.add(
        'credentials',
        'failed',
        describeRejected(credentials, error, this.#now()),
      );
    } finally {
      gateway.close();
    }
  }
}
