import {
  deploymentsViewSchema,
  workloadDetailSchema,
} from '@groundcrew/plugin-deployments-common';
import type { ZodTypeAny } from 'zod/v3';
import { zodToJsonSchema } from 'zod-to-json-schema';

const ENTITY = ['kind', 'namespace', 'name'];
const WORKLOAD = ['cluster', 'place', 'workloadKind', 'workloadName'];

/** What the routes take and answer, as an OpenAPI 3.1 document made from the schemas that the client parses with. */
export function openApiDocument(): Record<string, unknown> {
  return {
    openapi: '3.1.0',
    info: { title: 'groundcrew-deployments', version: '1' },
    paths: {
      '/v1/entities/{kind}/{namespace}/{name}': get(
        'What of an entity runs where',
        ENTITY,
        deploymentsViewSchema,
      ),
      '/v1/entities/{kind}/{namespace}/{name}/workloads/{cluster}/{place}/{workloadKind}/{workloadName}':
        get(
          'One workload of an entity',
          [...ENTITY, ...WORKLOAD],
          workloadDetailSchema,
        ),
    },
  };
}

function get(summary: string, parameters: string[], answer: ZodTypeAny) {
  return {
    get: {
      summary,
      parameters: parameters.map(name => ({
        name,
        in: 'path',
        required: true,
        schema: { type: 'string' },
      })),
      responses: {
        200: {
          description: summary,
          content: {
            'application/json': {
              schema: zodToJsonSchema(answer, { target: 'openApi3' }),
            },
          },
        },
        304: { description: 'Nothing changed since the answer with this ETag' },
        401: { description: 'Not signed in' },
        404: { description: 'Unknown, gone, or not to be seen by this person' },
      },
    },
  };
}
