import {
  createOpenApiDocument,
  jsonAnswer,
  type RouteOperation,
} from '@groundcrew/plugin-clusters-node';
import { alertListSchema } from '@groundcrew/plugin-faults-common';
import { z } from 'zod/v3';
import { alertmanagerPayloadSchema } from '../receiver/alertmanagerPayload';

/** Every route of the router, in its order. */
const operations: readonly RouteOperation[] = [
  {
    method: 'post',
    path: '/v1/alerts/alertmanager',
    operationId: 'receiveAlerts',
    summary: 'Takes what Alertmanager posts to a webhook, in version 4 of it',
    body: alertmanagerPayloadSchema,
    answer: jsonAnswer(z.object({ taken: z.number().int() })),
    failures: [413],
  },
  {
    method: 'get',
    path: '/v1/alerts',
    operationId: 'listAlerts',
    summary: 'Alerts, the most important first, and how it goes with servers',
    answer: jsonAnswer(alertListSchema),
  },
  {
    method: 'get',
    path: '/v1/alerts/openapi.json',
    operationId: 'getAlertsOpenApi',
    summary: 'This description',
    answer: jsonAnswer(z.record(z.unknown())),
  },
];

/** Describes every route of the module. */
export function openApiDocument() {
  return createOpenApiDocument({
    pluginId: 'groundcrew-faults',
    title: 'Groundcrew alerts',
    description:
      'Alerts of Prometheus. They are taken from services that are configured, and shown to signed-in users.',
    operations,
  });
}
