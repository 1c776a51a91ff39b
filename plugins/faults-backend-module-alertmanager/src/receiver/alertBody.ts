import { InputError } from '@backstage/errors';
import express, { type RequestHandler } from 'express';

const LIMIT = '1mb';

/** A body that is too large for what it is. */
class PayloadTooLargeError extends Error {
  override readonly name = 'PayloadTooLargeError';
  readonly statusCode = 413;
}

/**
 * Reads what Alertmanager posts.
 *
 * @remarks
 *
 * The error of the body parser carries the body: nothing of it is passed on.
 */
export function alertBody(): RequestHandler {
  const read = express.json({ limit: LIMIT });
  return (request, response, next) => {
    read(request, response, (error?: unknown) => {
      if (!error) {
        next();
      } else if ((error as { status?: number }).status === 413) {
        next(
          new PayloadTooLargeError(
            'A post of more than 1 MB is not taken: let Alertmanager group by more labels',
          ),
        );
      } else {
        next(new InputError('The body is not valid JSON'));
      }
    });
  };
}
