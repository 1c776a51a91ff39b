import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { RequestAccess } from './ClusterAccess';
import type { GatewayRequestOptions } from './ClusterGateway';

/** One request to a cluster. */
export interface Exchange {
  method: 'GET' | 'POST';
  path: string;
  options: GatewayRequestOptions;
  body?: Buffer;
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
    // The server may have closed a kept-alive connection in the very moment that we used it again.
    if (error instanceof ReusedConnectionError && !exchange.signal.aborted) {
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
          'content-type': 'application/json',
          'content-length': body.length,
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
    request.end(body);
  });
}
