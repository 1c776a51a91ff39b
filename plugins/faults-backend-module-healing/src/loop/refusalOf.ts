import {
  isError,
  type ErrorLike,
  type ErrorResponseBody,
} from '@backstage/errors';

const REFUSALS: ReadonlySet<string> = new Set([
  'ConflictError',
  'InputError',
  'NotAllowedError',
  'NotFoundError',
]);
/** Who asks is not known, or it takes too long, or it is too much at once: that passes. */
const PASSING: ReadonlySet<number> = new Set([401, 408, 425, 429]);

/** Why an operation is not taken, in the words of whoever refuses it; undefined when it failed for another reason, and may be asked for again. */
export function refusalOf(error: unknown): string | undefined {
  if (!isError(error)) {
    return undefined;
  }
  const { statusCode } = error;
  const isRefused =
    typeof statusCode === 'number'
      ? statusCode >= 400 && statusCode < 500 && !PASSING.has(statusCode)
      : REFUSALS.has(error.name);
  return isRefused ? reasonOf(error) : undefined;
}

/** An answer over HTTP says it in its body; its own message has no more than the status. */
function reasonOf({ body, message }: ErrorLike): string {
  const said = (body as Partial<ErrorResponseBody> | undefined)?.error?.message;
  return said || message;
}
