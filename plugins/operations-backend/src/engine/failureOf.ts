import {
  isError,
  ServiceUnavailableError,
  stringifyError,
} from '@backstage/errors';
import { backoffOf } from '@groundcrew/controller';
import {
  ClusterRequestError,
  isRetriable,
} from '@groundcrew/plugin-clusters-node';

/** What an attempt that threw is worth. */
export interface Failure {
  message: string;
  /** Whether another attempt may go better. */
  retriable: boolean;
  retryAt: number;
}

/** Reads an error of an attempt. The message is for people. */
export function failureOf(
  error: unknown,
  options: { now: number; attempts: number },
): Failure {
  const { now, attempts } = options;
  const isOfCluster = error instanceof ClusterRequestError;
  // An attempt that took too long says nothing of the next one.
  const isLate = isError(error) && error.name === 'TimeoutError';
  const waitMs = Math.max(
    backoffOf(attempts, { initialMs: 500, maxMs: 30_000 }),
    (isOfCluster && error.retryAfterMs) || 0,
  );
  return {
    message: isError(error) ? error.message : stringifyError(error),
    retriable: isOfCluster
      ? isRetriable(error.failure)
      : isLate || error instanceof ServiceUnavailableError,
    retryAt: now + waitMs,
  };
}
