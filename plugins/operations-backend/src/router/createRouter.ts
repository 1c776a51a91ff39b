import type { HttpAuthService } from '@backstage/backend-plugin-api';
import {
  commandRequestSchema,
  decisionRequestSchema,
  operationFilterSchema,
  previewRequestSchema,
  submitRequestSchema,
  verbsQuerySchema,
} from '@groundcrew/plugin-operations-common';
import { jsonBody, parseInput } from '@groundcrew/plugin-clusters-node';
import type { Request, Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { z } from 'zod/v3';
import type { Requester, Requesters } from '../access/Requester';
import type { AuthorizedAuditTrail } from '../services/AuthorizedAuditTrail';
import type { OperationReader } from '../services/OperationReader';
import type { OperationReplies } from '../services/OperationReplies';
import type { OperationPreviews } from '../services/OperationPreviews';
import type { OperationRequests } from '../services/OperationRequests';
import { openApiDocument } from './openApiDocument';
import { sendExport } from './sendExport';

/** What the routes call. Each of it decides for itself what the caller may. */
export interface RouterOptions {
  auditTrail: AuthorizedAuditTrail;
  httpAuth: HttpAuthService;
  reader: OperationReader;
  replies: OperationReplies;
  requesters: Requesters;
  previews: OperationPreviews;
  requests: OperationRequests;
}

const exportSchema = operationFilterSchema.extend({
  format: z.enum(['csv', 'json']),
});

/**
 * The routes under `/v1`, for people and for automations.
 *
 * @remarks
 *
 * Who asks is what the credentials say. The permission framework allows services everything: so they are decided on by
 * config, in {@link AutomationGrants}.
 */
export function createRouter(options: RouterOptions): Router {
  const { auditTrail, httpAuth, previews, reader, replies, requests } = options;
  const router = PromiseRouter();
  const body = jsonBody({ limit: '128kb' });

  async function requesterOf(req: Request): Promise<Requester> {
    const credentials = await httpAuth.credentials(req, {
      allow: ['user', 'service'],
    });
    return await options.requesters.requesterOf(credentials);
  }

  router.get('/v1/verbs', async (req, res) => {
    const requester = await requesterOf(req);
    const query = parseInput(verbsQuerySchema, req.query);
    res.json(await previews.verbs(query, requester));
  });

  router.post('/v1/previews', body, async (req, res) => {
    const requester = await requesterOf(req);
    const request = parseInput(previewRequestSchema, req.body);
    res.json(await previews.preview(request, requester));
  });

  router.post('/v1/operations', body, async (req, res) => {
    const requester = await requesterOf(req);
    const request = parseInput(submitRequestSchema, req.body);
    const record = await requests.submit(request, requester);
    res.status(201).json(await reader.detail(record, requester));
  });

  router.get('/v1/operations', async (req, res) => {
    const requester = await requesterOf(req);
    const filter = parseInput(operationFilterSchema, req.query);
    res.json(await reader.list(filter, requester));
  });

  router.get('/v1/operations-export', async (req, res) => {
    const requester = await requesterOf(req);
    const { format, ...filter } = parseInput(exportSchema, req.query);
    await auditTrail.requireAccess(requester);
    await sendExport(res, format, reader.all(filter, requester));
  });

  router.get('/v1/operations/:id', async (req, res) => {
    const requester = await requesterOf(req);
    const record = await reader.record(req.params.id, requester);
    res.json(await reader.detail(record, requester));
  });

  router.get('/v1/operations/:id/preview', async (req, res) => {
    const requester = await requesterOf(req);
    const record = await reader.record(req.params.id, requester);
    res.json(await previews.previewAgain(record, requester));
  });

  router.get('/v1/operations/:id/audit', async (req, res) => {
    const requester = await requesterOf(req);
    const record = await reader.record(req.params.id, requester);
    res.json({ rows: await reader.auditRows(record) });
  });

  router.post('/v1/operations/:id/commands', body, async (req, res) => {
    const requester = await requesterOf(req);
    const request = parseInput(commandRequestSchema, req.body);
    const record = await reader.record(req.params.id, requester);
    const next = await replies.command(record, request, requester);
    res.json(await reader.detail(next, requester));
  });

  router.post('/v1/operations/:id/decisions', body, async (req, res) => {
    const requester = await requesterOf(req);
    const request = parseInput(decisionRequestSchema, req.body);
    const record = await reader.record(req.params.id, requester);
    const next = await replies.decide(record, request, requester);
    res.json(await reader.detail(next, requester));
  });

  router.post('/v1/audit/verifications', async (req, res) => {
    const requester = await requesterOf(req);
    res.json(await auditTrail.verify(requester));
  });

  router.get('/v1/openapi.json', async (req, res) => {
    await httpAuth.credentials(req, { allow: ['user', 'service'] });
    res.json(openApiDocument());
  });

  return router;
}
