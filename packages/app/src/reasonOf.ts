import { ResponseError, toError } from '@backstage/errors';

/** Why something failed, in words for people: what the backend said of it, if it said something. */
export function reasonOf(failure: unknown): string {
  return failure instanceof ResponseError
    ? failure.cause.message
    : toError(failure).message;
}
