import type { ClusterGateway } from '../gateway';
import type { ConnectionFindings } from './ConnectionFindings';

const VERSION_TIMEOUT_MS = 5_000;

/** What a server may call its version: what answers may be anything, and this is repeated to the person. */
const VERSION = /^v?\d+\.\d+[\w.+-]{0,40}$/;

/** Looks at which version of Kubernetes a server says that it is. Never fails a connection. */
export async function checkVersion(
  gateway: ClusterGateway,
  signal: AbortSignal,
  findings: ConnectionFindings,
): Promise<void> {
  const told = await gateway
    .json<{ gitVersion?: unknown }>('/version', {
      signal,
      timeoutMs: VERSION_TIMEOUT_MS,
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
