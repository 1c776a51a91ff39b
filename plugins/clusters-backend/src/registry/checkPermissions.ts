import type { ClusterGateway } from '../gateway';
import type { ConnectionFindings } from './ConnectionFindings';
import { missingPermissions } from './reviewPermissions';

/** Without these there would be nothing to show. */
const INDISPENSABLE = new Set(['pods', 'namespaces']);

/** Looks at what credentials do not allow of all that Groundcrew would like to read. */
export async function checkPermissions(
  gateway: ClusterGateway,
  signal: AbortSignal,
  findings: ConnectionFindings,
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
