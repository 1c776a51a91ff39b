import type { HttpAuthService } from '@backstage/backend-plugin-api';
import { jsonBody, parseInput } from '@groundcrew/plugin-clusters-node';
import {
  healingPauseSchema,
  healingResetSchema,
  healingSwitchSchema,
  healingTrialRequestSchema,
} from '@groundcrew/plugin-faults-common';
import type { Request, Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { z } from 'zod/v3';
import type { HealingCommands } from '../services/HealingCommands';
import type { HealingReader } from '../services/HealingReader';
import type { PolicyTrials } from '../services/PolicyTrials';
import { openApiDocument } from './openApiDocument';

/** What the routes call. Each of it decides for itself what the caller may. */
export interface RouterOptions {
  commands: HealingCommands;
  httpAuth: HttpAuthService;
  reader: HealingReader;
  trials: PolicyTrials;
}

const incidentSchema = z.object({ id: z.coerce.number().int().positive() });
const policySchema = z.object({ policy: z.string().max(63) });

/** The routes of healing. For people alone: a service would be allowed everything. */
export function createRouter(options: RouterOptions): Router {
  const { commands, httpAuth, reader, trials } = options;
  const router = PromiseRouter();
  const body = jsonBody({ limit: '64kb' });
  const personOf = (req: Request) =>
    httpAuth.credentials(req, { allow: ['user'] });

  router.get('/v1/healing', async (req, res) => {
    res.json(await reader.overview(await personOf(req)));
  });

  router.post('/v1/healing/policies/:policy/switch', body, async (req, res) => {
    const credentials = await personOf(req);
    const { policy } = parseInput(policySchema, req.params);
    const change = parseInput(healingSwitchSchema, req.body);
    await commands.switchPolicy(policy, change, credentials);
    res.json(await reader.overview(credentials));
  });

  router.post('/v1/healing/policies/dry-run', body, async (req, res) => {
    const credentials = await personOf(req);
    const request = parseInput(healingTrialRequestSchema, req.body);
    res.json(await trials.try(request, credentials));
  });

  router.post('/v1/healing/learning/reset', body, async (req, res) => {
    const credentials = await personOf(req);
    const request = parseInput(healingResetSchema, req.body);
    await commands.resetLearning(request, credentials);
    res.json(await reader.overview(credentials));
  });

  router.post('/v1/healing/pause', body, async (req, res) => {
    const credentials = await personOf(req);
    const request = parseInput(healingPauseSchema, req.body);
    await commands.pause(request, credentials);
    res.json(await reader.overview(credentials));
  });

  router.get('/v1/healing/openapi.json', async (req, res) => {
    await personOf(req);
    res.json(openApiDocument());
  });

  router.get('/v1/incidents/:id/healing', async (req, res) => {
    const credentials = await personOf(req);
    const { id } = parseInput(incidentSchema, req.params);
    res.json(await reader.ofIncident(id, credentials));
  });

  return router;
}
