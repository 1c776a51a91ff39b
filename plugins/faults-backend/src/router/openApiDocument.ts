import {
  createOpenApiDocument,
  jsonAnswer,
  type RouteOperation,
} from '@groundcrew/plugin-clusters-node';
import { faultsViewSchema } from '@groundcrew/plugin-faults-common';
import { z } from 'zod/v3';

/** Every route of the router, in its order. */
const operations: readonly RouteOperation[] = [
  {
    method: 'get',
    path: '/v1/entities/:kind/:namespace/:name',
    operationId: 'getFaults',
    summary: 'What is wrong with an entity now, and why',
    answer: jsonAnswer(faultsViewSchema),
    failures: [404],
  },
  {
    method: 'get',
    path: '/v1/openapi.json',
    operationId: 'getOpenApi',
    summary: 'This description',
    answer: jsonAnswer(z.record(z.unknown())),
  },
];

/** Describes every route of the plugin. */
export function openApiDocument() {
  return createOpenApiDocument({
    pluginId: 'groundcrew-faults',
    title: 'Groundcrew faults',
    description:
      'What is wrong with what runs, and why. For signed-in users; every answer holds what the caller may see.',
    operations,
  });
}
