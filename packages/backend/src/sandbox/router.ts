import {
  HttpAuthService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { InputError, NotAllowedError } from '@backstage/errors';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import express, { Request, Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { z } from 'zod/v3';
import { clusterView } from './clusterView';
import { sandboxControlPermission } from './permissions';
import { SandboxService } from './sandboxServiceRef';

const applySchema = z
  .object({
    fault: z.string().min(1),
    cluster: z.string().min(1),
    target: z
      .object({
        kind: z.string().min(1).optional(),
        namespace: z.string().min(1).optional(),
        name: z.string().min(1),
      })
      .strict()
      .optional(),
  })
  .strict();

/** What {@link createRouter} needs. */
export interface RouterOptions {
  httpAuth: HttpAuthService;
  permissions: PermissionsService;
  service: SandboxService;
}

function parse<T>(schema: z.ZodType<T>, value: unknown): T {
  const parsed = schema.safeParse(value);
  if (!parsed.success) {
    throw new InputError(
      parsed.error.issues
        .map(issue =>
          [issue.path.join('.'), issue.message].filter(Boolean).join(': '),
        )
        .join('; '),
    );
  }
  return parsed.data;
}

/** The control routes of the sandbox. */
export function createRouter(options: RouterOptions): Router {
  const { httpAuth, permissions, service } = options;
  const router = PromiseRouter();
  router.use(express.json());

  async function authorize(req: Request) {
    // Users only: the permission framework would allow every service.
    const credentials = await httpAuth.credentials(req, { allow: ['user'] });
    const [decision] = await permissions.authorize(
      [{ permission: sandboxControlPermission }],
      { credentials },
    );
    if (decision.result !== AuthorizeResult.ALLOW) {
      throw new NotAllowedError('You may not control the sandbox');
    }
  }

  router.get('/v1/faults', async (req, res) => {
    await authorize(req);
    const { clusters, faults } = service.sandbox();
    res.json({
      clusters: clusters.map(clusterView),
      faults: faults.list(),
      active: faults.active(),
    });
  });

  router.post('/v1/faults', async (req, res) => {
    await authorize(req);
    const fault = parse(applySchema, req.body);
    res.status(201).json(await service.sandbox().faults.apply(fault));
  });

  router.delete('/v1/faults/:id', async (req, res) => {
    await authorize(req);
    await service.sandbox().faults.revert(req.params.id);
    res.status(204).end();
  });

  router.get('/v1/kubeconfig-path', async (req, res) => {
    await authorize(req);
    res.json({ path: service.kubeconfigPath });
  });

  return router;
}
