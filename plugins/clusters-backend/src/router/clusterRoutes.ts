import { objectQuerySchema } from '@groundcrew/plugin-clusters-common';
import { parseInput } from '@groundcrew/plugin-clusters-node';
import type { Router } from 'express';
import type { RouterOptions } from './createRouter';
import { sendRevalidated } from './sendRevalidated';

/** The fleet, one cluster, and what is in it. */
export function addClusterRoutes(
  router: Router,
  { httpAuth, reader, fleetUpdates }: RouterOptions,
): void {
  router.get('/v1/clusters', async (req, res) => {
    const credentials = await httpAuth.credentials(req, { allow: ['user'] });
    const list = await reader.list(credentials);
    fleetUpdates.renew(credentials.principal.userEntityRef);
    sendRevalidated(req, res, list);
  });

  router.get('/v1/clusters/:cluster', async (req, res) => {
    const credentials = await httpAuth.credentials(req, { allow: ['user'] });
    const detail = await reader.detail(req.params.cluster, credentials);
    fleetUpdates.renew(credentials.principal.userEntityRef);
    sendRevalidated(req, res, detail);
  });

  router.get('/v1/clusters/:cluster/object', async (req, res) => {
    const credentials = await httpAuth.credentials(req, { allow: ['user'] });
    const query = parseInput(objectQuerySchema, req.query);
    sendRevalidated(
      req,
      res,
      await reader.object(req.params.cluster, query, credentials),
    );
  });

  router.get('/v1/clusters/:cluster/events', async (req, res) => {
    const credentials = await httpAuth.credentials(req, { allow: ['user'] });
    const query = parseInput(objectQuerySchema, req.query);
    sendRevalidated(
      req,
      res,
      await reader.events(req.params.cluster, query, credentials),
    );
  });
}
