import { promises as dns } from 'node:dns';
import { isIP } from 'node:net';
import { connect, type TLSSocket } from 'node:tls';
import { checkAddress, type AddressPolicy } from '../gateway/addressPolicy';
import { describeConnectionError } from '../gateway/describeConnectionError';

/** What a first connection to a server showed. No credential was sent. */
export type TlsProbe =
  | { outcome: 'address-refused'; reason: string }
  | { outcome: 'unreachable'; message: string }
  | {
      outcome: 'connected';
      /** Undefined when the certificate is one that we trust. */
      distrust?: {
        message: string;
        /** SHA-256 of the certificate, in the form that openssl prints. */
        fingerprint?: string;
      };
    };

/** What a server is probed with. */
export interface TlsProbeOptions {
  server: string;
  certificateAuthority?: string;
  addressPolicy: AddressPolicy;
  timeoutMs: number;
}

/** Connects to a server, looks at its certificate, and hangs up. */
export async function probeTls(options: TlsProbeOptions): Promise<TlsProbe> {
  const url = new URL(options.server);
  const host = url.hostname.replace(/^\[|\]$/g, '');
  let address = host;
  if (!isIP(host)) {
    try {
      const resolved = await dns.lookup(host, { all: true });
      const verdicts = resolved.map(each =>
        checkAddress(each.address, options.addressPolicy),
      );
      for (const verdict of verdicts) {
        if (!verdict.allowed) {
          return { outcome: 'address-refused', reason: verdict.reason };
        }
      }
      address = resolved[0].address;
    } catch (error) {
      return {
        outcome: 'unreachable',
        message: describeConnectionError(error).message,
      };
    }
  }
  return shakeHands(address, isIP(host) ? undefined : host, url, options);
}

class TimeoutError extends Error {
  readonly code = 'ETIMEDOUT';
}

function shakeHands(
  /** The very address that was checked: resolving the name again might give another. */
  address: string,
  servername: string | undefined,
  url: URL,
  options: TlsProbeOptions,
): Promise<TlsProbe> {
  return new Promise(resolve => {
    const socket = connect({
      host: address,
      port: Number(url.port) || 443,
      servername,
      ca: options.certificateAuthority,
      // Looks at the certificate instead of trusting it: nothing is sent over this connection.
      rejectUnauthorized: false,
    });
    const timer = setTimeout(
      () => socket.destroy(new TimeoutError('no answer')),
      options.timeoutMs,
    );
    const finish = (probe: TlsProbe) => {
      clearTimeout(timer);
      socket.destroy();
      resolve(probe);
    };
    socket.once('secureConnect', () => finish(judge(socket)));
    socket.once('error', error =>
      finish({
        outcome: 'unreachable',
        message: describeConnectionError(error).message,
      }),
    );
  });
}

function judge(socket: TLSSocket): TlsProbe {
  if (socket.authorized) {
    return { outcome: 'connected' };
  }
  // Typed as an Error, and the code of one as text at run time.
  const code = String(socket.authorizationError);
  return {
    outcome: 'connected',
    distrust: {
      message: describeConnectionError({ code }).message,
      fingerprint: socket.getPeerCertificate()?.fingerprint256,
    },
  };
}
