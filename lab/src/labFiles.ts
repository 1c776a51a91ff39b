import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

// Who asked for what, once when a request is answered (and for a watch, when it begins), without bodies. Probes do not count.
const AUDIT_POLICY = `apiVersion: audit.k8s.io/v1
kind: Policy
omitStages: [RequestReceived]
rules:
- level: None
  nonResourceURLs: ["/healthz*", "/livez*", "/readyz*"]
- level: Metadata
`;

/** A user of the lab's API server, known by a bearer token. */
export interface LabToken {
  token: string;
  user: string;
  /** Such as `system:masters`, who may do everything. Default: none, so that only RBAC decides. */
  groups?: string[];
}

/** Where a lab keeps its files. All of it is readable by its owner only. */
export interface LabFiles {
  /** Removed when the lab stops. */
  folder: string;
  etcdData: string;
  etcdSocket: string;
  /** The API server's self-made certificate and the key that signs service account tokens. */
  certificates: string;
  serviceAccountKey: string;
  tokens: string;
  auditPolicy: string;
  auditLog: string;
  podLog: string;
  podLogPrevious: string;
  podLogConfig: string;
}

/** Lays the files out: in a temporary folder, and what must outlive a lab in `dataDir` if there is one. */
export async function createLabFiles(options: {
  dataDir?: string;
  tokens: LabToken[];
}): Promise<LabFiles> {
  const folder = await mkdtemp(join(tmpdir(), 'groundcrew-lab-'));
  const kept = options.dataDir ?? folder;
  const files: LabFiles = {
    folder,
    etcdData: join(kept, 'etcd'),
    // Not in dataDir: the path of a socket has to be short.
    etcdSocket: join(folder, 'etcd.sock'),
    certificates: join(kept, 'pki'),
    serviceAccountKey: join(kept, 'pki', 'service-account.key'),
    tokens: join(folder, 'tokens.csv'),
    auditPolicy: join(folder, 'audit-policy.yaml'),
    auditLog: join(folder, 'audit.log'),
    podLog: join(folder, 'pod.log'),
    podLogPrevious: join(folder, 'pod-previous.log'),
    podLogConfig: join(folder, 'pod-logs.yaml'),
  };
  await mkdir(files.etcdData, { recursive: true, mode: 0o700 });
  await mkdir(files.certificates, { recursive: true, mode: 0o700 });
  if (!existsSync(files.serviceAccountKey)) {
    const { privateKey } = generateKeyPairSync('ec', {
      namedCurve: 'P-256',
      privateKeyEncoding: { type: 'sec1', format: 'pem' },
      publicKeyEncoding: { type: 'spki', format: 'pem' },
    });
    await writeFile(files.serviceAccountKey, privateKey, { mode: 0o600 });
  }
  await writeFile(files.tokens, options.tokens.map(tokenLine).join(''), {
    mode: 0o600,
  });
  await writeFile(files.auditPolicy, AUDIT_POLICY);
  return files;
}

/** Where a kubeconfig for a user is written, unless somebody says otherwise. */
export function kubeconfigPath({ folder }: LabFiles, user: string): string {
  return join(folder, `kubeconfig-${user.replaceAll(/[^\w.-]/g, '_')}`);
}

export function randomToken(): string {
  return randomBytes(24).toString('hex');
}

/** The certificate authority behind the API server's certificate, base64 as a kubeconfig has it; undefined while there is none. */
export async function readCaData(files: LabFiles): Promise<string | undefined> {
  const path = join(files.certificates, 'apiserver.crt');
  if (!existsSync(path)) {
    return undefined;
  }
  // The server's own certificate comes first, the authority that it made for itself last.
  const certificates =
    (await readFile(path, 'utf8')).match(
      /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----\n?/g,
    ) ?? [];
  return certificates.length > 1
    ? Buffer.from(certificates[certificates.length - 1]).toString('base64')
    : undefined;
}

function tokenLine({ token, user, groups = [] }: LabToken): string {
  const fields = [token, user, user, groups.join(',')];
  return `${fields
    .map(field => `"${field.replaceAll('"', '""')}"`)
    .join(',')}\n`;
}
