import type { ClusterFailure } from '@groundcrew/plugin-clusters-node';
import type { IncomingHttpHeaders } from 'node:http';
import type { Readable } from 'node:stream';

/** Options of every request to a cluster. */
export interface GatewayRequestOptions {
  query?: Record<string, string | number | boolean | undefined>;
  /** Default: `application/json`. */
  accept?: string;
  /** The answer is not the API server's own, so a failure says nothing of the cluster's health. */
  isPassedOn?: boolean;
  signal?: AbortSignal;
}

/** Options of a request whose whole answer is read. */
export interface GatewayReadOptions extends GatewayRequestOptions {
  /** For the whole of it, answer included. Default: 30 s. */
  timeoutMs?: number;
  /** Default: 64 MiB. A larger answer fails as `too-large` and is not read to its end. */
  maxBytes?: number;
}

/** How a request is made that changes something. */
export type ChangeMethod = 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** Options of a request that changes something. */
export interface GatewayChangeOptions extends GatewayReadOptions {
  method: ChangeMethod;
  /** Sent as JSON. */
  body?: unknown;
  /** Of the body. Default: `application/json`. */
  contentType?: string;
}

/** Options of a request whose answer is streamed. */
export interface GatewayStreamOptions extends GatewayRequestOptions {
  /** Until the headers of the answer have arrived. Default: 30 s. */
  timeoutMs?: number;
}

/** A whole answer, with a status of 2xx. */
export interface GatewayResponse {
  status: number;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

/** An answer that is still arriving, with a status of 2xx. Destroy the body to end it. */
export interface GatewayStream {
  status: number;
  headers: IncomingHttpHeaders;
  body: Readable;
}

/** How one request ended, for health and metrics. */
export interface GatewayOutcome {
  /** Until the headers of the answer had arrived. */
  durationMs: number;
  method: 'GET' | ChangeMethod;
  /** Undefined when it succeeded. */
  failure?: ClusterFailure;
}

/**
 * How one cluster is reached.
 *
 * @remarks
 *
 * Paths are absolute paths of the Kubernetes API, such as `/api/v1/pods`. Redirects are never followed. Every method
 * fails with a {@link ClusterRequestError}, also for a status that is not 2xx.
 */
export interface ClusterGateway {
  /** Reads a whole answer. */
  request(path: string, options?: GatewayReadOptions): Promise<GatewayResponse>;
  /** Reads a whole answer as JSON. */
  json<T>(path: string, options?: GatewayReadOptions): Promise<T>;
  /** Opens an answer that may never end: a watch, a log. */
  stream(path: string, options?: GatewayStreamOptions): Promise<GatewayStream>;
  /** Posts JSON and reads JSON: for the reviews of the authorization API, which change nothing. */
  post<T>(
    path: string,
    body: unknown,
    options?: GatewayReadOptions,
  ): Promise<T>;
  /**
   * Changes something and reads the JSON that tells of it.
   *
   * @remarks
   *
   * Sent once: unlike a read, or a dry run (`dryRun` in the query), it is not sent again when the connection breaks,
   * because it may have been heard. It is after a 401, which says that it was not. The error of a refusal carries the
   * API server's own message.
   */
  change<T>(path: string, options: GatewayChangeOptions): Promise<T>;
  /** Closes every connection, for good. Requests under way and later ones fail as `aborted`. */
  close(): void;
}
