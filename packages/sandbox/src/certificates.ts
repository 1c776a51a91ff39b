import { X509Certificate } from 'node:crypto';
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { generate } from 'selfsigned';

export interface ServerCertificate {
  /** PEM, all of them. */
  ca: string;
  cert: string;
  key: string;
}

const VALID_DAYS = 365;
const RENEW_BEFORE_DAYS = 30;
const DAY_MS = 24 * 60 * 60 * 1000;

/** The CA and the server certificate of the sandbox, made once and kept in a directory until they near their end. */
export async function loadCertificate(
  directory: string,
): Promise<ServerCertificate> {
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const paths = {
    ca: join(directory, 'ca.crt'),
    cert: join(directory, 'server.crt'),
    key: join(directory, 'server.key'),
  };
  const kept = await readAll(paths);
  if (kept && isUsable(kept)) return kept;
  const made = await makeCertificate();
  await writeFile(paths.ca, made.ca, { mode: 0o644 });
  await writeFile(paths.cert, made.cert, { mode: 0o644 });
  await writeFile(paths.key, made.key, { mode: 0o600 });
  // The mode above only counts for a new file.
  await chmod(paths.key, 0o600);
  return made;
}

async function readAll(
  paths: ServerCertificate,
): Promise<ServerCertificate | undefined> {
  try {
    const [ca, cert, key] = await Promise.all(
      [paths.ca, paths.cert, paths.key].map(path => readFile(path, 'utf8')),
    );
    return { ca, cert, key };
  } catch {
    return undefined;
  }
}

function isUsable({ ca, cert }: ServerCertificate): boolean {
  try {
    const server = new X509Certificate(cert);
    const renewAt = Date.parse(server.validTo) - RENEW_BEFORE_DAYS * DAY_MS;
    return (
      server.verify(new X509Certificate(ca).publicKey) && Date.now() < renewAt
    );
  } catch {
    return false;
  }
}

// The CA's key is forgotten at once: nothing else will ever be signed with it.
async function makeCertificate(): Promise<ServerCertificate> {
  const common = {
    keyType: 'ec' as const,
    algorithm: 'sha256',
    // A clock that is a little behind must not reject what was just made.
    notBeforeDate: new Date(Date.now() - 60 * 60 * 1000),
    notAfterDate: new Date(Date.now() + VALID_DAYS * DAY_MS),
  };
  const ca = await generate(
    [{ name: 'commonName', value: 'Groundcrew sandbox CA' }],
    {
      ...common,
      extensions: [
        { name: 'basicConstraints', cA: true, critical: true },
        { name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true },
      ],
    },
  );
  const server = await generate(
    [{ name: 'commonName', value: 'groundcrew-sandbox' }],
    {
      ...common,
      ca: { key: ca.private, cert: ca.cert },
      extensions: [
        { name: 'basicConstraints', cA: false },
        { name: 'keyUsage', digitalSignature: true, critical: true },
        { name: 'extKeyUsage', serverAuth: true },
        {
          name: 'subjectAltName',
          altNames: [
            { type: 2, value: 'localhost' },
            { type: 7, ip: '127.0.0.1' },
          ],
        },
      ],
    },
  );
  return { ca: ca.cert, cert: server.cert, key: server.private };
}
