import { InputError } from '@backstage/errors';
import express, { type RequestHandler } from 'express';

/**
 * Reads a JSON body.
 *
 * @remarks
 *
 * The error of the body parser carries the body, and its message a piece of it. Both would reach the answer and the
 * log, and the body may hold credentials: so nothing of that error is passed on.
 *
 * @public
 */
export function jsonBody(options: { limit: string }): RequestHandler {
  const read = express.json({ limit: options.limit });
  return (request, response, next) => {
    read(request, response, (error?: unknown) => {
      if (!error) {
        next();
        return;
      }
      const tooLarge = (error as { status?: number }).status === 413;
      next(
        new InputError(
          tooLarge
            ? `The body is larger than ${options.limit}`
            : 'The body is not valid JSON',
        ),
      );
    });
  };
}
