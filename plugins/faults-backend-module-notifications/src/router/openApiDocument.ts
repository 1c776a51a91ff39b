import {
  createOpenApiDocument,
  jsonAnswer,
  type RouteOperation,
} from '@groundcrew/plugin-clusters-node';
import { noticesViewSchema } from '@groundcrew/plugin-faults-common';
import { z } from 'zod/v3';

/** Every route of the router, in its order. */
const operations: readonly RouteOperation[] = [
  {
    method: 'get',
    path: '/v1/incidents/:id/notices',
    operationId: 'getNotices',
    summary:
      'Who was told of an incident, and who is told next or why nobody is',
    answer: jsonAnswer(noticesViewSchema),
    failures: [404],
  },
  {
    method: 'get',
    path: '/v1/notices/openapi.json',
    operationId: 'getNoticesOpenApi',
    summary: 'This description',
    answer: jsonAnswer(z.record(z.unknown())),
  },
];

/** Describes every route of the module. */
export function openApiDocument() {
  return createOpenApiDocument({
    pluginId: 'groundcrew-faults',
    title: 'Groundcrew notices',
    description: 'Who was told of incidents. For signed-in users.',
    operations,
  });
}
