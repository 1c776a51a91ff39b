import {
  createOpenApiDocument,
  jsonAnswer,
  type RouteOperation,
} from '@groundcrew/plugin-clusters-node';
import {
  deploymentsViewSchema,
  workloadDetailSchema,
} from '@groundcrew/plugin-deployments-common';
import { z } from 'zod/v3';

/** Every route of the router, in its order. */
const operations: readonly RouteOperation[] = [
  {
    method: 'get',
    path: '/v1/entities/:kind/:namespace/:name',
    operationId: 'getDeployments',
    summary: 'What of an entity runs where',
    answer: jsonAnswer(deploymentsViewSchema),
    failures: [304, 404],
  },
  {
    method: 'get',
    path: '/v1/entities/:kind/:namespace/:name/workloads/:cluster/:place/:workloadKind/:workloadName',
    operationId: 'getWorkload',
    summary: 'One workload of an entity: its revisions, pods and problems',
    answer: jsonAnswer(workloadDetailSchema),
    failures: [304, 404],
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
    pluginId: 'groundcrew-deployments',
    title: 'Groundcrew deployments',
    description:
      'What of an entity runs where. For signed-in users; every answer holds what the caller may see.',
    operations,
  });
}
