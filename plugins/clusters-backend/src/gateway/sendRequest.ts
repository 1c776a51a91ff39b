import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { RequestAccess } from './ClusterAccess';
import type { ChangeMethod, GatewayRequestOptions } from './ClusterGateway';

/** One request to a cluster. */
export interface Exchange {
  method: 'GET' | ChangeMethod;
  path: string;
  options: GatewayRequestOptions;
  body?: {
    bytes: Buffer;
    /** Default: `application/json`. */
    type?: string;
  };
  /** What is different in the cluster after it. Left out: nothing, it is a read. */
  changes?: 'state' | 'nothing';
  /** Ends the exchange at any time. */
  signal: AbortSignal;
}

const SOCKET_KEEP_ALIVE_MS = 15_000;

class ReusedConnectionError extends Error {
  readonly code = 'ECONNRESET';
}

/** Sends a request, and answers as soon as its answer begins. */
export async function sendRequest(
  exchange: Exchange,
  access: RequestAccess,
): Promise<IncomingMessage> {
  try {
    return await sendOnce(exchange, access);
  } catch (error) {
    // The server may have closed a kept-alive connection in the very moment that we used it again; or it was cut after
    // the server had heard us, so what changes something must not be said twice.
    if (
      error instanceof ReusedConnectionError &&
      exchange.changes !== 'state' &&
      !exchange.signal.aborted
    ) {
      return sendOnce(exchange, access);
    }
    throw error;
  }
}

function sendOnce(
  { method, path, options, body, signal }: Exchange,
  access: RequestAccess,
): Promise<IncomingMessage> {
  const url = new URL(access.server.href.replace(/\/+$/, '') + path);
  for (const [key, value] of Object.entries(options.query ?? {})) {
    if (value !== undefined) {
      url.searchParams.set(key, String(value));
    }
  }
  const send = url.protocol === 'http:' ? httpRequest : httpsRequest;
  return new Promise((resolve, reject) => {
    const request = send(url, {
      method,
      agent: access.agent,
      signal,
      headers: {
        'user-agent': 'groundcrew',
        accept: options.accept ?? 'application/json',
        ...access.headers,
        ...(body && {
          'content-type': body.type ?? 'application/json',
          'content-length': body.bytes.length,
        }),
      },
    });
    request.once('socket', socket =>
      socket.setKeepAlive(true, SOCKET_KEEP_ALIVE_MS),
    );
    request.once('response', resolve);
    request.on('error', (error: NodeJS.ErrnoException) => {
      const wasReused = request.reusedSocket && error.code === 'ECONNRESET';
      reject(wasReused ? new ReusedConnectionError() : error);
    });
    request.end(body?.bytes);
  });
}
