import { isError, serializeError } from '@backstage/errors';
import type { AuthProviderFactory } from '@backstage/plugin-auth-node';

/** How long whoever asks should wait before asking again. */
const RETRY_AFTER_SECONDS = 1;

/**
 * Has a provider answer by itself that it cannot sign anybody in yet.
 *
 * @remarks
 *
 * Passed on, the backend would log each of these answers as a failure of its own: one a second from every browser that
 * waits, while a first start is going well.
 */
export function answerUnavailable(
  factory: AuthProviderFactory,
): AuthProviderFactory {
  return options => {
    const handlers = factory(options);
    return {
      ...handlers,
      async refresh(request, response) {
        try {
          await handlers.refresh?.(request, response);
        } catch (error) {
          if (!isError(error) || error.name !== 'ServiceUnavailableError') {
            throw error;
          }
          response
            .status(503)
            .set('Retry-After', String(RETRY_AFTER_SECONDS))
            .json({
              error: serializeError(error, { includeStack: false }),
              request: { method: request.method, url: request.url },
              response: { statusCode: 503 },
            });
        }
      },
    };
  };
}
