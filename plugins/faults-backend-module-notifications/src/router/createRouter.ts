import type { HttpAuthService } from '@backstage/backend-plugin-api';
import { parseInput } from '@groundcrew/plugin-clusters-node';
import type { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { z } from 'zod/v3';
import type { NoticeReader } from '../services/NoticeReader';
import { openApiDocument } from './openApiDocument';

/** What the routes call. */
export interface RouterOptions {
  httpAuth: HttpAuthService;
  reader: NoticeReader;
}

const incidentSchema = z.object({ id: z.coerce.number().int().positive() });

/** The routes of who was told. For people alone: a service would be allowed everything. */
export function createRouter({ httpAuth, reader }: RouterOptions): Router {
  const router = PromiseRouter();

  router.get('/v1/incidents/:id/notices', async (req, res) => {
    const credentials = await httpAuth.credentials(req, { allow: ['user'] });
    const { id } = parseInput(incidentSchema, req.params);
    res.json(await reader.ofIncident(id, credentials));
  });

  router.get('/v1/notices/openapi.json', async (req, res) => {
    await httpAuth.credentials(req, { allow: ['user'] });
    res.json(openApiDocument());
  });

  return router;
}
