import { createHash } from 'node:crypto';
import type { Request, Response } from 'express';

/**
 * Answers with JSON that a client may keep and ask for again: 304 without a body while nothing changed.
 *
 * @remarks
 *
 * `observedAt` moves with every bookmark of every watch. It counts by the minute, or no poll would ever be spared.
 */
export function sendRevalidated(
  request: Request,
  response: Response,
  body: object,
): void {
  const revision = createHash('sha256')
    .update(
      JSON.stringify(body, (key, value) =>
        key === 'observedAt' && typeof value === 'string'
          ? value.slice(0, 'YYYY-MM-DDTHH:MM'.length)
          : value,
      ),
    )
    .digest('base64url');
  response.set('Cache-Control', 'private, no-cache');
  response.set('ETag', `W/"${revision}"`);
  if (request.fresh) {
    response.status(304).end();
  } else {
    response.json(body);
  }
}
