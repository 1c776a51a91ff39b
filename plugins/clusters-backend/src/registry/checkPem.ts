import { createPrivateKey, X509Certificate } from 'node:crypto';
import type { InlineCredentials } from '@groundcrew/plugin-clusters-common';

const CERTIFICATES =
  /-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g;

/** A header value of HTTP: anything else would break the request, or smuggle another header into it. */
const TOKEN = /^[\x21-\x7e]+$/;

/** What is wrong with the CA, in words, or undefined. */
export function checkCertificateAuthority(
  pem: string | undefined,
): string | undefined {
  if (pem === undefined) {
    return undefined;
  }
  const certificates = pem.match(CERTIFICATES) ?? [];
  if (certificates.length === 0) {
    return 'The CA is not a certificate in PEM: it must contain -----BEGIN CERTIFICATE-----';
  }
  return certificates.every(each => readCertificate(each))
    ? undefined
    : 'The CA contains a certificate that cannot be read. Copy it again, with all its lines';
}

/** What is wrong with the credentials, in words that do not repeat them, or undefined. */
export function checkCredentials(
  credentials: InlineCredentials,
): string | undefined {
  if ('token' in credentials) {
    return TOKEN.test(credentials.token)
      ? undefined
      : 'The token contains spaces, line breaks or other characters that no token has. Copy it again, as one line';
  }

  const [first] = credentials.clientCertificate.match(CERTIFICATES) ?? [];
  const certificate = first && readCertificate(first);
  if (!certificate) {
    return 'The client certificate is not a certificate in PEM';
  }
  if (/ENCRYPTED/.test(credentials.clientKey)) {
    return 'The client key is protected by a passphrase. Give it without one';
  }
  try {
    const key = createPrivateKey(credentials.clientKey);
    return certificate.checkPrivateKey(key)
      ? undefined
      : 'The client key does not belong to the client certificate';
  } catch {
    return 'The client key is not a private key in PEM';
  }
}

function readCertificate(pem: string): X509Certificate | undefined {
  try {
    return new X509Certificate(pem);
  } catch {
    return undefined;
  }
}
