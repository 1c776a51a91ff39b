import {
  connectionTestInputSchema,
  registrationInputSchema,
} from '@groundcrew/plugin-clusters-common';
import {
  audited,
  jsonBody,
  parseInput,
} from '@groundcrew/plugin-clusters-node';
import type { Router } from 'express';
import { hostOf } from '../registry';
import type { RouterOptions } from './createRouter';

/** Clusters that people register at run time. Bodies hold credentials: none of it may reach a log, a record or an error. */
export function addRegistrationRoutes(
  router: Router,
  { httpAuth, auditor, registry }: RouterOptions,
): void {
  const readBody = jsonBody({ limit: '2mb' });

  router.get('/v1/registrations', async (req, res) => {
    const credentials = await httpAuth.credentials(req, { allow: ['user'] });
    res.json(await registry.list(credentials));
  });

  router.post('/v1/registrations/test', readBody, async (req, res) => {
    const credentials = await httpAuth.credentials(req, { allow: ['user'] });
    const input = parseInput(connectionTestInputSchema, req.body);
    const result = await audited(
      {
        auditor,
        request: req,
        eventId: 'cluster-connection-test',
        severityLevel: 'medium',
        meta: { host: hostOf(input.connection) ?? null },
      },
      () => registry.test(input, credentials),
    );
    res.json(result);
  });

  router.post('/v1/registrations', readBody, async (req, res) => {
    const credentials = await httpAuth.credentials(req, { allow: ['user'] });
    const input = parseInput(registrationInputSchema, req.body);
    const registration = await audited(
      {
        auditor,
        request: req,
        eventId: 'cluster-register',
        severityLevel: 'medium',
        meta: {
          cluster: input.name,
          host: hostOf(input.connection) ?? null,
        },
      },
      () => registry.register(input, credentials),
    );
    res.status(201).json(registration);
  });

  router.delete('/v1/registrations/:name', async (req, res) => {
    const credentials = await httpAuth.credentials(req, { allow: ['user'] });
    const { name } = req.params;
    await audited(
      {
        auditor,
        request: req,
        eventId: 'cluster-remove',
        severityLevel: 'medium',
        meta: { cluster: name },
      },
      () => registry.remove(name, credentials),
    );
    res.status(204).end();
  });
}
