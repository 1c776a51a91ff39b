import { X509Certificate } from 'node:crypto';
import type { InlineCredentials } from '@groundcrew/plugin-clusters-common';

/** When credentials end, as far as they say so themselves. Pure: nothing is verified. */
export function expiryOf(credentials: InlineCredentials): Date | undefined {
  if ('clientCertificate' in credentials) {
    return new Date(new X509Certificate(credentials.clientCertificate).validTo);
  }
  const [, payload, signature] = credentials.token.split('.');
  if (!signature) {
    return undefined;
  }
  try {
    const { exp } = JSON.parse(
      Buffer.from(payload, 'base64url').toString('utf8'),
    );
    const expiry = new Date(exp * 1000);
    return Number.isNaN(expiry.getTime()) ? undefined : expiry;
  } catch {
    return undefined;
  }
}
