import type { ClusterFailure } from '@groundcrew/plugin-clusters-node';

/** What a failed connection means. */
export interface ConnectionFailure {
  failure: ClusterFailure;
  /** For people: what is wrong and, where one can tell, what to do. Names no address. */
  message: string;
}

const unknownAuthority: ConnectionFailure = {
  failure: 'certificate',
  message: 'certificate is signed by an unknown authority: give its CA',
};

const byCode: Record<string, ConnectionFailure> = {
  ECONNREFUSED: { failure: 'unreachable', message: 'connection refused' },
  ECONNRESET: {
    failure: 'unreachable',
    message: 'the connection was cut',
  },
  EPIPE: { failure: 'unreachable', message: 'the connection was cut' },
  EHOSTUNREACH: { failure: 'unreachable', message: 'no route to its address' },
  ENETUNREACH: {
    failure: 'unreachable',
    message: 'no route to its network',
  },
  EHOSTDOWN: { failure: 'unreachable', message: 'no route to its address' },
  ENOTFOUND: {
    failure: 'unreachable',
    message: 'the name of its API server cannot be resolved',
  },
  EAI_AGAIN: {
    failure: 'unreachable',
    message: 'name resolution does not answer',
  },
  ETIMEDOUT: { failure: 'timeout', message: 'no answer in time' },
  EMFILE: {
    failure: 'unreachable',
    message: 'this process has too many open files',
  },
  SELF_SIGNED_CERT_IN_CHAIN: unknownAuthority,
  DEPTH_ZERO_SELF_SIGNED_CERT: unknownAuthority,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: unknownAuthority,
  UNABLE_TO_GET_ISSUER_CERT: unknownAuthority,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: unknownAuthority,
  CERT_UNTRUSTED: unknownAuthority,
  CERT_SIGNATURE_FAILURE: {
    failure: 'certificate',
    message: 'certificate is not signed by the CA that was given',
  },
  CERT_HAS_EXPIRED: {
    failure: 'certificate',
    message: 'certificate has expired: renew it on the API server',
  },
  CERT_NOT_YET_VALID: {
    failure: 'certificate',
    message: 'certificate is not valid yet: compare the clocks',
  },
  ERR_TLS_CERT_ALTNAME_INVALID: {
    failure: 'certificate',
    message:
      'certificate is for another name: use the name that it is issued for',
  },
  EPROTO: {
    failure: 'certificate',
    message: 'the API server does not answer with TLS on this port',
  },
};

// TLS alerts that a server sends when it does not like our client certificate.
const refusedOurCertificate =
  /ALERT_(?:BAD_CERTIFICATE|UNKNOWN_CA|CERTIFICATE_(?:UNKNOWN|EXPIRED|REVOKED|REQUIRED))|ALERT_ACCESS_DENIED/;

/** Says what the error of a socket, of TLS or of name resolution means. */
export function describeConnectionError(error: unknown): ConnectionFailure {
  // Trying several addresses of one name fails with the errors of each.
  if (error instanceof AggregateError && error.errors.length > 0) {
    return describeConnectionError(error.errors[0]);
  }
  const { code, message } = error as { code?: string; message?: string };
  if (code && byCode[code]) {
    return byCode[code];
  }
  if (code && refusedOurCertificate.test(code)) {
    return {
      failure: 'unauthorized',
      message: 'the API server does not accept the client certificate',
    };
  }
  if (code?.startsWith('ERR_OSSL') || code?.startsWith('ERR_SSL')) {
    return {
      failure: 'certificate',
      message: /WRONG_VERSION_NUMBER|HTTP_REQUEST/.test(code)
        ? 'the API server does not answer with TLS on this port'
        : 'the CA, certificate or key that was given cannot be used',
    };
  }
  if (code?.startsWith('HPE_')) {
    return {
      failure: 'malformed',
      message: 'what answers there does not speak HTTP',
    };
  }
  if (message === 'aborted' || message === 'socket hang up') {
    return byCode.ECONNRESET;
  }
  return {
    failure: 'unreachable',
    message: code ? `connection failed (${code})` : 'connection failed',
  };
}
