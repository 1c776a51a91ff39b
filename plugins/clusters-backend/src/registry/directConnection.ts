import type { DirectConnection } from '../locators';
import type { InlineConnection } from './InlineConnection';

/** What a person registered, as the gateway takes it: never to be trusted with any address but an allowed one. */
export function directConnection(
  connection: InlineConnection,
): DirectConnection {
  const { server, certificateAuthority, credentials } = connection;
  return {
    type: 'direct',
    address: 'untrusted',
    server,
    certificateAuthority,
    credentials:
      'token' in credentials
        ? { type: 'token', token: credentials.token }
        : {
            type: 'client-certificate',
            certificate: credentials.clientCertificate,
            key: credentials.clientKey,
          },
  };
}
