import type { HttpAuthService } from '@backstage/backend-plugin-api';
import { stringifyEntityRef } from '@backstage/catalog-model';
import type { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import type { Faults } from '../services/Faults';
import { openApiDocument } from './openApiDocument';

/** The routes of the Faults tab. For people alone: a service would be allowed everything. */
export function createRouter(options: {
  faults: Faults;
  httpAuth: HttpAuthService;
}): Router {
  const { faults, httpAuth } = options;
  const router = PromiseRouter();

  router.get('/v1/entities/:kind/:namespace/:name', async (req, res) => {
    const credentials = await httpAuth.credentials(req, { allow: ['user'] });
    const view = await faults.ofEntity({
      credentials,
      entityRef: stringifyEntityRef(req.params),
    });
    res.setHeader('Cache-Control', 'private, no-cache').json(view);
  });

  router.get('/v1/openapi.json', async (req, res) => {
    await httpAuth.credentials(req, { allow: ['user', 'service'] });
    res.json(openApiDocument());
  });

  return router;
}
