import { CustomErrorBase } from '@backstage/errors';

/**
 * What went wrong with a request to a cluster.
 *
 * - `address-refused`: our own policy forbids this address.
 * - `certificate`: the server's certificate is not one that we trust.
 * - `unreachable`: no connection, or it broke.
 * - `timeout`: connected or not, no answer in time.
 * - `unauthorized`: 401, also with fresh credentials; or the credentials could not be got.
 * - `forbidden`, `not-found`, `gone`, `throttled`: 403, 404, 410, 429.
 * - `refused`: any other status of 3xx or 4xx.
 * - `server`: 5xx.
 * - `too-large`: the answer is larger than asked for.
 * - `malformed`: the answer is not what the API promises.
 * - `aborted`: we gave up on it ourselves.
 */
export type ClusterFailure =
  | 'address-refused'
  | 'certificate'
  | 'unreachable'
  | 'timeout'
  | 'unauthorized'
  | 'forbidden'
  | 'not-found'
  | 'gone'
  | 'throttled'
  | 'refused'
  | 'server'
  | 'too-large'
  | 'malformed'
  | 'aborted';

/** Details of a {@link ClusterRequestError}. */
export interface ClusterRequestErrorOptions {
  status?: number;
  retryAfterMs?: number;
}

/** A request to a cluster that failed. The message is in words, for people, and holds no credential. */
export class ClusterRequestError extends CustomErrorBase {
  readonly failure: ClusterFailure;
  readonly status: number | undefined;
  /** How long the server asks to be left alone. */
  readonly retryAfterMs: number | undefined;

  constructor(
    failure: ClusterFailure,
    message: string,
    options: ClusterRequestErrorOptions = {},
  ) {
    super(message);
    this.failure = failure;
    this.status = options.status;
    this.retryAfterMs = options.retryAfterMs;
  }
}

const failureByStatus: Record<number, ClusterFailure> = {
  401: 'unauthorized',
  403: 'forbidden',
  404: 'not-found',
  410: 'gone',
  429: 'throttled',
};

/** What a status of an answer, or of a `Status` object in a watch, means. */
export function failureOfStatus(status: number): ClusterFailure {
  return failureByStatus[status] ?? (status >= 500 ? 'server' : 'refused');
}
