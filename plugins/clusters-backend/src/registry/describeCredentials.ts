import type {
  ConnectionCheck,
  InlineCredentials,
} from '@groundcrew/plugin-clusters-common';
import { ClusterRequestError } from '@groundcrew/plugin-clusters-node';
import { agoInWords } from './agoInWords';
import { expiryOf } from './expiryOf';

/** What is to be said of credentials that an API server accepts. Pure. */
export function describeAccepted(
  credentials: InlineCredentials,
  now: Date,
): Pick<ConnectionCheck, 'outcome' | 'message'> {
  const expiry = expiryOf(credentials);
  return expiry
    ? {
        outcome: 'warning',
        message: `The credentials are accepted, and expire ${agoInWords(
          expiry,
          now,
        )}. Credentials that do not expire spare you from registering again: the RBAC manifest makes such a token`,
      }
    : { outcome: 'passed', message: 'The credentials are accepted' };
}

/** Why credentials could not be tried, or were not accepted, without anything that the server said. Pure. */
export function describeRejected(
  credentials: InlineCredentials,
  error: unknown,
  now: Date,
): string {
  const failure =
    error instanceof ClusterRequestError ? error.failure : 'malformed';
  const what = 'token' in credentials ? 'token' : 'client certificate';
  switch (failure) {
    case 'unauthorized': {
      const expiry = expiryOf(credentials);
      return expiry && expiry < now
        ? `The ${what} expired ${agoInWords(expiry, now)}. Give a new one`
        : `The API server does not accept the ${what}: it is wrong, expired or revoked`;
    }
    case 'forbidden':
      return `The API server does not know whose ${what} this is. Look whether it belongs to this cluster`;
    case 'unreachable':
    case 'timeout':
    case 'aborted':
      return 'The server stopped answering while the credentials were tried. Try again';
    default:
      return 'What answers does not behave as the API server of a Kubernetes cluster. Look at the address';
  }
}
