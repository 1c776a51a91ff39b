import {
  HttpAuthService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { InputError, NotAllowedError } from '@backstage/errors';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import express, { Request, Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { z } from 'zod/v3';
import { sandboxControlPermission } from './permissions';
import { SandboxControl } from './SandboxControl';

const applySchema = z
  .object({
    fault: z.string().min(1),
    cluster: z.string().min(1),
    namespace: z.string().min(1).optional(),
    workload: z.string().min(1).optional(),
  })
  .strict();

/** What {@link createRouter} needs. */
export interface RouterOptions {
  httpAuth: HttpAuthService;
  permissions: PermissionsService;
  /** @throws ServiceUnavailableError while the clusters are starting, or when they could not start. */
  sandbox: () => SandboxControl;
}

function parse<T>(schema: z.ZodType<T>, value: unknown): T {
  const parsed = schema.safeParse(value);
  if (!parsed.success) {
    throw new InputError(
      parsed.error.issues
        .map(issue => [issue.path.join('.'), issue.message].filter(Boolean).join(': '))
        .join('; '),
    );
  }
  return parsed.data;
}

/** The control routes of the sandbox. */
export function createRouter(options: RouterOptions): Router {
  const { httpAuth, permissions, sandbox } = options;
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
    const [clusters, faults, active] = await Promise.all([
      sandbox().clusters(),
      sandbox().faults(),
      sandbox().activeFaults(),
    ]);
    res.json({ clusters, faults, active });
  });

  router.post('/v1/faults', async (req, res) => {
    await authorize(req);
    const { fault, ...target } = parse(applySchema, req.body);
    res.status(201).json(await sandbox().apply(fault, target));
  });

  router.delete('/v1/faults/:id', async (req, res) => {
    await authorize(req);
    await sandbox().revert(req.params.id);
    res.status(204).end();
  });

  router.get('/v1/kubeconfig-path', async (req, res) => {
    await authorize(req);
    res.json({ path: sandbox().kubeconfigPath() });
  });

  return router;
}
