import { stringifyEntityRef } from '@backstage/catalog-model';
import type { HttpAuthService } from '@backstage/backend-plugin-api';
import type { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { openApiDocument } from './openApiDocument';
import type { Deployments } from './services/Deployments';

/** The routes of the Deployments tab. For people alone: a service would be allowed everything. */
export function createRouter(options: {
  deployments: Deployments;
  httpAuth: HttpAuthService;
}): Router {
  const { deployments, httpAuth } = options;
  const router = PromiseRouter();

  router.get('/v1/entities/:kind/:namespace/:name', async (req, res) => {
    const credentials = await httpAuth.credentials(req, { allow: ['user'] });
    const view = await deployments.view({
      credentials,
      entityRef: stringifyEntityRef(req.params),
    });
    res
      .setHeader('Cache-Control', 'private, no-cache')
      .setHeader('ETag', view.etag);
    if (req.headers['if-none-match'] === view.etag) {
      res.status(304).end();
      return;
    }
    res.type('application/json').send(view.body);
  });

  router.get(
    '/v1/entities/:kind/:namespace/:name/workloads/:cluster/:place/:workloadKind/:workloadName',
    async (req, res) => {
      const credentials = await httpAuth.credentials(req, { allow: ['user'] });
      const { cluster, place, workloadKind, workloadName } = req.params;
      const detail = await deployments.workload({
        credentials,
        entityRef: stringifyEntityRef(req.params),
        workload: {
          cluster,
          namespace: place,
          kind: workloadKind,
          name: workloadName,
        },
      });
      res.setHeader('Cache-Control', 'private, no-cache').json(detail);
    },
  );

  router.get('/v1/openapi.json', async (req, res) => {
    await httpAuth.credentials(req, { allow: ['user', 'service'] });
    res.json(openApiDocument());
  });

  return router;
}
