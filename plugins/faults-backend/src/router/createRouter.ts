import type { HttpAuthService } from '@backstage/backend-plugin-api';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { jsonBody, parseInput } from '@groundcrew/plugin-clusters-node';
import {
  incidentCommandSchema,
  incidentFilterSchema,
  muteRequestSchema,
  windowQuerySchema,
} from '@groundcrew/plugin-faults-common';
import type { Request, Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { z } from 'zod/v3';
import { postMortemOf } from '../incidents/postMortemOf';
import type { DetectorReader } from '../services/DetectorReader';
import type { EntityReliability } from '../services/EntityReliability';
import type { Faults } from '../services/Faults';
import type { IncidentCommands } from '../services/IncidentCommands';
import type { IncidentReader } from '../services/IncidentReader';
import type { Mutes } from '../services/Mutes';
import type { RunbookReader } from '../services/RunbookReader';
import { openApiDocument } from './openApiDocument';

/** What the routes call. Each of it decides for itself what the caller may. */
export interface RouterOptions {
  commands: IncidentCommands;
  detectors: DetectorReader;
  faults: Faults;
  httpAuth: HttpAuthService;
  incidents: IncidentReader;
  mutes: Mutes;
  reliability: EntityReliability;
  runbooks: RunbookReader;
}

const idSchema = z.object({ id: z.coerce.number().int().positive() });
const runbookSchema = z.object({ id: z.string().max(128) });

/** The routes of the Faults tab and the Incidents page. For people alone: a service would be allowed everything. */
export function createRouter(options: RouterOptions): Router {
  const { commands, detectors, faults, httpAuth, incidents } = options;
  const { mutes, reliability, runbooks } = options;
  const router = PromiseRouter();
  const body = jsonBody({ limit: '64kb' });
  const idOf = (req: Request) => parseInput(idSchema, req.params).id;
  const personOf = (req: Request) =>
    httpAuth.credentials(req, { allow: ['user'] });

  router.use('/v1', (_req, res, next) => {
    res.setHeader('Cache-Control', 'private, no-cache');
    next();
  });

  router.get('/v1/entities/:kind/:namespace/:name', async (req, res) => {
    const credentials = await personOf(req);
    const entityRef = stringifyEntityRef(req.params);
    res.json(await faults.ofEntity({ credentials, entityRef }));
  });

  router.get(
    '/v1/entities/:kind/:namespace/:name/reliability',
    async (req, res) => {
      const credentials = await personOf(req);
      const { days } = parseInput(windowQuerySchema, req.query);
      const entityRef = stringifyEntityRef(req.params);
      res.json(await reliability.ofEntity({ credentials, days, entityRef }));
    },
  );

  router.get('/v1/incidents', async (req, res) => {
    const credentials = await personOf(req);
    const filter = parseInput(incidentFilterSchema, req.query);
    res.json(await incidents.list(filter, credentials));
  });

  router.get('/v1/incidents/:id', async (req, res) => {
    const credentials = await personOf(req);
    const record = await incidents.record(idOf(req), credentials);
    res.json(await incidents.detail(record, credentials));
  });

  router.post('/v1/incidents/:id/commands', body, async (req, res) => {
    const credentials = await personOf(req);
    const command = parseInput(incidentCommandSchema, req.body);
    const record = await incidents.record(idOf(req), credentials);
    const next = await commands.command(record, command, credentials);
    res.json(await incidents.detail(next, credentials));
  });

  router.get('/v1/incidents/:id/post-mortem', async (req, res) => {
    const credentials = await personOf(req);
    const record = await incidents.record(idOf(req), credentials);
    const detail = await incidents.detail(record, credentials);
    res.type('text/markdown').send(postMortemOf(detail, Date.now()));
  });

  router.get('/v1/incidents/:id/runbooks', async (req, res) => {
    const credentials = await personOf(req);
    res.json(await runbooks.ofIncident(idOf(req), credentials));
  });

  router.get('/v1/runbooks', async (req, res) => {
    await personOf(req);
    res.json(runbooks.list());
  });

  router.get('/v1/runbooks/:id', async (req, res) => {
    await personOf(req);
    res.json(runbooks.get(parseInput(runbookSchema, req.params).id));
  });

  router.get('/v1/mutes', async (req, res) => {
    res.json(await mutes.list(await personOf(req)));
  });

  router.post('/v1/mutes', body, async (req, res) => {
    const credentials = await personOf(req);
    const request = parseInput(muteRequestSchema, req.body);
    res.status(201).json(await mutes.create(request, credentials));
  });

  router.delete('/v1/mutes/:id', async (req, res) => {
    const credentials = await personOf(req);
    await mutes.end(idOf(req), credentials);
    res.status(204).end();
  });

  router.get('/v1/detectors', async (req, res) => {
    const credentials = await personOf(req);
    const query = parseInput(windowQuerySchema, req.query);
    res.json(await detectors.list(query, credentials));
  });

  router.get('/v1/openapi.json', async (req, res) => {
    await httpAuth.credentials(req, { allow: ['user', 'service'] });
    res.json(openApiDocument());
  });

  return router;
}
