import type { HttpAuthService } from '@backstage/backend-plugin-api';
import { parseInput } from '@groundcrew/plugin-clusters-node';
import type { RequestHandler, Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { alertBody } from '../receiver/alertBody';
import {
  alertmanagerPayloadSchema,
  alertsIn,
} from '../receiver/alertmanagerPayload';
import { requireReceiver } from '../receiver/requireReceiver';
import type { AlertInstruments } from '../loop/AlertInstruments';
import type { AlertLoop } from '../loop/AlertLoop';
import type { AlertReader } from '../services/AlertReader';
import type { AlertReceiver, AlertSettings } from '../settings/AlertSettings';
import type { AlertStore } from '../store/AlertStore';
import { openApiDocument } from './openApiDocument';

/** What the routes call. */
export interface RouterOptions {
  httpAuth: HttpAuthService;
  instruments: Pick<AlertInstruments, 'received'>;
  loop: Pick<AlertLoop, 'wake'>;
  reader: AlertReader;
  settings: AlertSettings;
  store: Pick<AlertStore, 'receive'>;
}

/** The routes of alerts: one for Alertmanager, the others for people. */
export function createRouter(options: RouterOptions): Router {
  const { httpAuth, instruments, loop, reader, settings, store } = options;
  const router = PromiseRouter();
  // Who it is is asked before anything of the body is read.
  const authorize: RequestHandler = async (req, res, next) => {
    const credentials = await httpAuth.credentials(req, { allow: ['service'] });
    res.locals.receiver = requireReceiver(credentials, settings);
    next();
  };

  router.post(
    '/v1/alerts/alertmanager',
    authorize,
    alertBody(),
    async (req, res) => {
      const receiver: AlertReceiver = res.locals.receiver;
      const payload = parseInput(alertmanagerPayloadSchema, req.body);
      const alerts = alertsIn(payload, labels =>
        settings.clusterOf(receiver, labels),
      );
      await store.receive(alerts, Date.now());
      instruments.received(alerts.length, receiver.subject);
      loop.wake();
      res.json({ taken: alerts.length });
    },
  );

  router.get('/v1/alerts', async (req, res) => {
    const credentials = await httpAuth.credentials(req, { allow: ['user'] });
    res.setHeader('Cache-Control', 'private, no-cache');
    res.json(await reader.list(credentials));
  });

  router.get('/v1/alerts/openapi.json', async (req, res) => {
    await httpAuth.credentials(req, { allow: ['user'] });
    res.json(openApiDocument());
  });

  return router;
}
