import {
  createOpenApiDocument,
  jsonAnswer,
  type RouteOperation,
} from '@groundcrew/plugin-clusters-node';
import {
  auditRowSchema,
  auditVerificationSchema,
  commandRequestSchema,
  decisionRequestSchema,
  operationDetailSchema,
  operationFilterSchema,
  operationListSchema,
  previewAnswerSchema,
  previewRequestSchema,
  submitRequestSchema,
  verbListSchema,
  verbsQuerySchema,
} from '@groundcrew/plugin-operations-common';
import { z } from 'zod/v3';

const conflicts = [404, 409] as const;

/** Every route of the router, in its order. */
const operations: readonly RouteOperation[] = [
  {
    method: 'get',
    path: '/v1/verbs',
    operationId: 'listVerbs',
    summary: 'Every verb of a target, and whether the caller may use it',
    query: verbsQuerySchema,
    answer: jsonAnswer(verbListSchema),
    failures: conflicts,
  },
  {
    method: 'post',
    path: '/v1/previews',
    operationId: 'previewOperation',
    summary: 'What an operation would do if it ran now',
    body: previewRequestSchema,
    answer: jsonAnswer(previewAnswerSchema),
    failures: conflicts,
  },
  {
    method: 'post',
    path: '/v1/operations',
    operationId: 'submitOperation',
    summary: 'Ask for an operation',
    body: submitRequestSchema,
    answer: jsonAnswer(operationDetailSchema, 201),
    failures: conflicts,
  },
  {
    method: 'get',
    path: '/v1/operations',
    operationId: 'listOperations',
    summary: 'What was asked for, newest first',
    query: operationFilterSchema,
    answer: jsonAnswer(operationListSchema),
  },
  {
    method: 'get',
    path: '/v1/operations-export',
    operationId: 'exportOperations',
    summary: 'What was asked for, as a file',
    query: operationFilterSchema.extend({ format: z.enum(['csv', 'json']) }),
    answer: { status: 200, contentType: 'text/csv' },
  },
  {
    method: 'get',
    path: '/v1/operations/:id',
    operationId: 'getOperation',
    summary: 'One operation, with its steps and its approval',
    answer: jsonAnswer(operationDetailSchema),
    failures: [404],
  },
  {
    method: 'get',
    path: '/v1/operations/:id/preview',
    operationId: 'previewOperationAgain',
    summary: 'What an operation that was asked for before would do now',
    answer: jsonAnswer(previewAnswerSchema),
    failures: conflicts,
  },
  {
    method: 'get',
    path: '/v1/operations/:id/audit',
    operationId: 'listAuditRows',
    summary: 'The audit trail of one operation',
    answer: jsonAnswer(z.object({ rows: z.array(auditRowSchema) })),
    failures: [404],
  },
  {
    method: 'post',
    path: '/v1/operations/:id/commands',
    operationId: 'commandOperation',
    summary: 'Cancel or confirm an operation, or say something to it',
    body: commandRequestSchema,
    answer: jsonAnswer(operationDetailSchema),
    failures: conflicts,
  },
  {
    method: 'post',
    path: '/v1/operations/:id/decisions',
    operationId: 'decideOperation',
    summary: 'Approve or refuse an operation of somebody else',
    body: decisionRequestSchema,
    answer: jsonAnswer(operationDetailSchema),
    failures: conflicts,
  },
  {
    method: 'post',
    path: '/v1/audit/verifications',
    operationId: 'verifyAuditTrail',
    summary: 'Whether the audit trail is as it was written',
    answer: jsonAnswer(auditVerificationSchema),
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
    pluginId: 'groundcrew-operations',
    title: 'Groundcrew operations',
    description:
      'Changes of what runs in clusters: previewed, permitted, approved if need be, verified, audited. For users, and for automations that config names.',
    operations,
  });
}
