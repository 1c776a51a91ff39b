import { CustomErrorBase } from '@backstage/errors';
import type { ClusterFailure } from './ClusterFailure';

/**
 * One of the reasons that an API server gives for a refusal.
 *
 * @public
 */
export interface RefusalCause {
  /** In one word, for programs: `FieldValueInvalid`, `DisruptionBudget`. */
  reason?: string;
  message?: string;
  /** Where in the object: `spec.replicas`. */
  field?: string;
}

/**
 * Details of a {@link ClusterRequestError}.
 *
 * @public
 */
export interface ClusterRequestErrorOptions {
  status?: number;
  retryAfterMs?: number;
  reason?: string;
  causes?: readonly RefusalCause[];
}

/**
 * A request to a cluster that failed. The message is in words, for people, and holds no credential; where the API server
 * refused, it is the API server's own.
 *
 * @public
 */
export class ClusterRequestError extends CustomErrorBase {
  readonly failure: ClusterFailure;
  /** Of the answer, if there was one. */
  readonly status: number | undefined;
  /** How long the server asks to be left alone. */
  readonly retryAfterMs: number | undefined;
  /** Why the API server refuses, in one word for programs: `AlreadyExists`, `Invalid`. */
  readonly reason: string | undefined;
  /** Which parts of what was asked for the API server does not accept. */
  readonly causes: readonly RefusalCause[];

  constructor(
    failure: ClusterFailure,
    message: string,
    options: ClusterRequestErrorOptions = {},
  ) {
    super(message);
    this.failure = failure;
    this.status = options.status;
    this.retryAfterMs = options.retryAfterMs;
    this.reason = options.reason;
    this.causes = options.causes ?? [];
  }
}
