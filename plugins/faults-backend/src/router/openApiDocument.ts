import {
  createOpenApiDocument,
  jsonAnswer,
  type RouteOperation,
} from '@groundcrew/plugin-clusters-node';
import {
  detectorListSchema,
  faultsViewSchema,
  incidentCommandSchema,
  incidentDetailSchema,
  incidentFilterSchema,
  incidentListSchema,
  incidentRunbooksSchema,
  muteListSchema,
  muteRequestSchema,
  muteSchema,
  reliabilityViewSchema,
  runbookListSchema,
  runbookSchema,
  windowQuerySchema,
} from '@groundcrew/plugin-faults-common';
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
    path: '/v1/entities/:kind/:namespace/:name/reliability',
    operationId: 'getReliability',
    summary: 'How an entity did, environment by environment',
    query: windowQuerySchema,
    answer: jsonAnswer(reliabilityViewSchema),
    failures: [404],
  },
  {
    method: 'get',
    path: '/v1/incidents',
    operationId: 'listIncidents',
    summary: 'Incidents, the newest first, or those that need an answer first',
    query: incidentFilterSchema,
    answer: jsonAnswer(incidentListSchema),
  },
  {
    method: 'get',
    path: '/v1/incidents/:id',
    operationId: 'getIncident',
    summary: 'An incident with everything that is known of it',
    answer: jsonAnswer(incidentDetailSchema),
    failures: [404],
  },
  {
    method: 'post',
    path: '/v1/incidents/:id/commands',
    operationId: 'commandIncident',
    summary: 'Acknowledges, assigns, resolves or reopens it, or adds a note',
    body: incidentCommandSchema,
    answer: jsonAnswer(incidentDetailSchema),
    failures: [404, 409],
  },
  {
    method: 'get',
    path: '/v1/incidents/:id/post-mortem',
    operationId: 'getPostMortem',
    summary: 'A draft of what is to be learnt from it, in Markdown',
    answer: { status: 200, contentType: 'text/markdown' },
    failures: [404],
  },
  {
    method: 'get',
    path: '/v1/incidents/:id/runbooks',
    operationId: 'getIncidentRunbooks',
    summary: 'The runbooks that fit an incident, the best first',
    answer: jsonAnswer(incidentRunbooksSchema),
    failures: [404],
  },
  {
    method: 'get',
    path: '/v1/runbooks',
    operationId: 'listRunbooks',
    summary: 'All runbooks, and the files that should be some and are not',
    answer: jsonAnswer(runbookListSchema),
  },
  {
    method: 'get',
    path: '/v1/runbooks/:id',
    operationId: 'getRunbook',
    summary: 'A runbook with its text',
    answer: jsonAnswer(runbookSchema),
    failures: [404],
  },
  {
    method: 'get',
    path: '/v1/mutes',
    operationId: 'listMutes',
    summary: 'What opens no incidents for a time',
    answer: jsonAnswer(muteListSchema),
  },
  {
    method: 'post',
    path: '/v1/mutes',
    operationId: 'createMute',
    summary: 'Has a fault open no incidents until a time',
    body: muteRequestSchema,
    answer: jsonAnswer(muteSchema, 201),
  },
  {
    method: 'delete',
    path: '/v1/mutes/:id',
    operationId: 'endMute',
    summary: 'Ends a mute before its time',
    answer: { status: 204 },
    failures: [404],
  },
  {
    method: 'get',
    path: '/v1/detectors',
    operationId: 'listDetectors',
    summary: 'Detectors, the noisiest first, and those that do not work',
    query: windowQuerySchema,
    answer: jsonAnswer(detectorListSchema),
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
