import {
  createOpenApiDocument,
  jsonAnswer,
  type RouteOperation,
} from '@groundcrew/plugin-clusters-node';
import {
  healingOverviewSchema,
  healingPauseSchema,
  healingResetSchema,
  healingSwitchSchema,
  healingTrialRequestSchema,
  healingTrialSchema,
  healingViewSchema,
} from '@groundcrew/plugin-faults-common';
import { z } from 'zod/v3';

/** Every route of the router, in its order. */
const operations: readonly RouteOperation[] = [
  {
    method: 'get',
    path: '/v1/healing',
    operationId: 'listHealing',
    summary: 'Policies with what came of them, and where healing is paused',
    answer: jsonAnswer(healingOverviewSchema),
  },
  {
    method: 'post',
    path: '/v1/healing/policies/:policy/switch',
    operationId: 'switchPolicy',
    summary: 'Changes how far a policy goes, or whether it is used',
    body: healingSwitchSchema,
    answer: jsonAnswer(healingOverviewSchema),
    failures: [404],
  },
  {
    method: 'post',
    path: '/v1/healing/policies/dry-run',
    operationId: 'tryPolicy',
    summary:
      'What a policy would have made of incidents that are over; nothing is done',
    body: healingTrialRequestSchema,
    answer: jsonAnswer(healingTrialSchema),
    failures: [404],
  },
  {
    method: 'post',
    path: '/v1/healing/learning/reset',
    operationId: 'resetLearning',
    summary: 'Forgets what was learnt of a policy, a fault or an object',
    body: healingResetSchema,
    answer: jsonAnswer(healingOverviewSchema),
    failures: [404],
  },
  {
    method: 'post',
    path: '/v1/healing/pause',
    operationId: 'pauseHealing',
    summary: 'Pauses healing, in a cluster or everywhere, or lets it go on',
    body: healingPauseSchema,
    answer: jsonAnswer(healingOverviewSchema),
  },
  {
    method: 'get',
    path: '/v1/healing/openapi.json',
    operationId: 'getHealingOpenApi',
    summary: 'This description',
    answer: jsonAnswer(z.record(z.unknown())),
  },
  {
    method: 'get',
    path: '/v1/incidents/:id/healing',
    operationId: 'getHealing',
    summary:
      'What was done about an incident, and what is done next or why not',
    answer: jsonAnswer(healingViewSchema),
    failures: [404],
  },
];

/** Describes every route of the module. */
export function openApiDocument() {
  return createOpenApiDocument({
    pluginId: 'groundcrew-faults',
    title: 'Groundcrew healing',
    description:
      'What heals by itself. For signed-in users; to switch and to pause takes a permission.',
    operations,
  });
}
