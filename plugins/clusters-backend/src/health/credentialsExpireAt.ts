import { X509Certificate } from 'node:crypto';
import type { ClusterConnection } from '../locators';

/**
 * When what a cluster is entered with ends, in milliseconds since 1970; undefined where it does not say so, or is renewed by itself, as
 * mounted tokens and those of exec plugins are.
 */
export function credentialsExpireAt(
  connection: ClusterConnection,
): number | undefined {
  if (connection.type !== 'direct') {
    return undefined;
  }
  const { credentials } = connection;
  switch (credentials.type) {
    case 'token':
      return expiryOfToken(credentials.token);
    case 'client-certificate':
      return expiryOfCertificate(credentials.certificate);
    default:
      return undefined;
  }
}

/** Of a JSON Web Token, whose signature is for the API server to check. Tokens of other kinds say nothing. */
function expiryOfToken(token: string): number | undefined {
  const [, payload, signature] = token.split('.');
  if (!payload || signature === undefined) {
    return undefined;
  }
  try {
    const { exp } = JSON.parse(Buffer.from(payload, 'base64url').toString());
    return typeof exp === 'number' && Number.isFinite(exp)
      ? exp * 1_000
      : undefined;
  } catch {
    return undefined;
  }
}

function expiryOfCertificate(pem: string): number | undefined {
  try {
    return Date.parse(new X509Certificate(pem).validTo) || undefined;
  } catch {
    return undefined;
  }
}
