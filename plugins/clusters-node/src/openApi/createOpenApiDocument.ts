import type { JsonObject } from '@backstage/types';
import type { z } from 'zod/v3';
import { zodToJsonSchema } from 'zod-to-json-schema';
import type { RouteOperation } from './RouteOperation';

const FAILURES: Record<number, string> = {
  304: 'Nothing changed since the ETag that was sent',
  400: 'The input is wrong; the message says what and where',
  401: 'Not signed in',
  403: 'Not permitted; the message names the permission that is missing',
  404: 'There is no such thing; the message says what is missing',
  409: 'Not possible in the present state; the message says why',
  413: 'The body is too large',
  429: 'Too many at a time',
  500: 'A fault of the backend',
  503: 'The cluster cannot be asked at the moment',
};

const ERROR_SCHEMA: JsonObject = {
  type: 'object',
  required: ['error', 'response'],
  properties: {
    error: {
      type: 'object',
      required: ['name', 'message'],
      properties: {
        name: { type: 'string' },
        message: { type: 'string', description: 'What to do, in words' },
      },
    },
    response: {
      type: 'object',
      required: ['statusCode'],
      properties: { statusCode: { type: 'integer' } },
    },
  },
};

/**
 * Options of {@link createOpenApiDocument}.
 *
 * @public
 */
export interface CreateOpenApiDocumentOptions {
  pluginId: string;
  title: string;
  description: string;
  operations: readonly RouteOperation[];
}

/**
 * Describes the routes of a plugin as OpenAPI 3.1, from the schemas that the routes themselves read and write.
 *
 * @public
 */
export function createOpenApiDocument(
  options: CreateOpenApiDocumentOptions,
): JsonObject {
  const { pluginId, title, description, operations } = options;
  const paths: Record<string, JsonObject> = {};
  for (const operation of operations) {
    const path = openApiPath(operation.path);
    paths[path] = {
      ...paths[path],
      [operation.method]: describeOperation(operation),
    };
  }
  return {
    openapi: '3.1.0',
    info: {
      title,
      version: '1',
      description,
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: `/api/${pluginId}` }],
    security: [{ backstageUserToken: [] }],
    paths,
    components: {
      securitySchemes: {
        backstageUserToken: { type: 'http', scheme: 'bearer' },
      },
      schemas: { Error: ERROR_SCHEMA },
    },
  };
}

/** `/clusters/:cluster` as OpenAPI writes it: `/clusters/{cluster}`. */
function openApiPath(path: string): string {
  return path.replace(/:(\w+)/g, '{$1}');
}

function describeOperation(operation: RouteOperation): JsonObject {
  const { operationId, summary, body, answer, failures = [] } = operation;
  return {
    operationId,
    summary,
    parameters: [...pathParameters(operation), ...queryParameters(operation)],
    ...(body && {
      requestBody: {
        required: true,
        content: { 'application/json': { schema: schemaOf(body, 'input') } },
      },
    }),
    responses: {
      [answer.status]: {
        description: 'Done',
        ...(answer.schema &&
          answer.contentType && {
            content: {
              [answer.contentType]: { schema: schemaOf(answer.schema) },
            },
          }),
      },
      ...Object.fromEntries(
        [400, 401, 403, 500, ...failures].map(status => [
          status,
          describeFailure(status),
        ]),
      ),
    },
  };
}

function describeFailure(status: number): JsonObject {
  return {
    description: FAILURES[status],
    ...(status !== 304 && {
      content: {
        'application/json': { schema: { $ref: '#/components/schemas/Error' } },
      },
    }),
  };
}

function pathParameters({ path }: RouteOperation): JsonObject[] {
  return [...path.matchAll(/:(\w+)/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }));
}

function queryParameters({ query }: RouteOperation): JsonObject[] {
  return Object.entries<z.ZodTypeAny>(query?.shape ?? {}).map(
    ([name, field]) => ({
      name,
      in: 'query',
      required: !field.isOptional(),
      schema: schemaOf(field, 'input'),
    }),
  );
}

function schemaOf(
  schema: z.ZodTypeAny,
  pipeStrategy: 'input' | 'output' = 'output',
): JsonObject {
  const { $schema: _, ...rest } = zodToJsonSchema(schema, {
    target: 'jsonSchema2019-09',
    // A reference would point into a document of its own.
    $refStrategy: 'none',
    effectStrategy: 'input',
    pipeStrategy,
  }) as JsonObject;
  return rest;
}
