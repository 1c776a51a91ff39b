import type { ConnectionInput } from '@groundcrew/plugin-clusters-common';
import { checkCertificateAuthority, checkCredentials } from './checkPem';
import type { InlineConnection, ParsedConnection } from './InlineConnection';
import { readKubeconfig } from './readKubeconfig';

/**
 * Reads what a person typed or pasted. Pure: looks at no file, no environment and no network.
 *
 * @remarks
 *
 * Whether the address may be used is decided by the address policy, not here.
 */
export function parseConnection(input: ConnectionInput): ParsedConnection {
  if ('kubeconfig' in input) {
    const read = readKubeconfig(input.kubeconfig, input.context?.trim());
    return 'refused' in read ? read : checked(read.connection);
  }
  return checked({
    server: input.server.trim(),
    certificateAuthority: input.certificateAuthority?.trim() || undefined,
    credentials:
      'token' in input.credentials
        ? { token: input.credentials.token.trim() }
        : input.credentials,
  });
}

/** Which host an input would connect to, for the record; undefined when it would not. Never holds a secret. */
export function hostOf(input: ConnectionInput): string | undefined {
  const parsed = parseConnection(input);
  return 'refused' in parsed
    ? undefined
    : new URL(parsed.connection.server).host;
}

function checked(connection: InlineConnection): ParsedConnection {
  const refused =
    checkServer(connection.server) ??
    checkCertificateAuthority(connection.certificateAuthority) ??
    checkCredentials(connection.credentials);
  return refused ? { refused } : { connection };
}

/** What is wrong with the server as a URL, or undefined. */
function checkServer(server: string): string | undefined {
  let url: URL;
  try {
    url = new URL(server);
  } catch {
    return 'The server is not a URL. It looks like https://kubernetes.example.com:6443';
  }
  if (url.protocol === 'http:') {
    return 'The server starts with http://. Credentials are only sent over https://';
  }
  if (url.protocol !== 'https:') {
    return 'The server must start with https://';
  }
  if (url.username || url.password) {
    return 'The server contains a user name or a password. Give a token or a client certificate instead';
  }
  if (url.search || url.hash) {
    return 'The server must not have a query or a fragment';
  }
  return undefined;
}
