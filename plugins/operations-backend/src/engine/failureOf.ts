import { ServiceUnavailableError, stringifyError } from '@backstage/errors';
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
  const waitMs = Math.max(
    backoffOf(attempts, { initialMs: 500, maxMs: 30_000 }),
    (isOfCluster && error.retryAfterMs) || 0,
  );
  return {
    message: error instanceof Error ? error.message : stringifyError(error),
    retriable: isOfCluster
      ? isRetriable(error.failure)
      : error instanceof ServiceUnavailableError,
    retryAt: now + waitMs,
  };
}
