import type { z } from 'zod/v3';

/**
 * What one route takes and gives, for whoever calls it.
 *
 * @public
 */
export interface RouteOperation {
  method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  /** As Express writes it: `/v1/clusters/:cluster`. */
  path: string;
  /** Unique among the routes of a plugin. */
  operationId: string;
  summary: string;
  query?: z.AnyZodObject;
  /** Sent as JSON. */
  body?: z.ZodTypeAny;
  answer: {
    status: 200 | 201 | 202 | 204;
    contentType?: string;
    schema?: z.ZodTypeAny;
  };
  /** What else it may answer, besides 400, 401, 403 and 500. */
  failures?: readonly (304 | 404 | 409 | 413 | 429 | 503)[];
}

/**
 * An answer in JSON, for {@link RouteOperation}.
 *
 * @public
 */
export function jsonAnswer(
  schema: z.ZodTypeAny,
  status: 200 | 201 | 202 = 200,
): RouteOperation['answer'] {
  return { status, contentType: 'application/json', schema };
}
