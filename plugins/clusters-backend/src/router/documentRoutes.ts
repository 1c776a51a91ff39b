import { rbacManifestQuerySchema } from '@groundcrew/plugin-clusters-common';
import { parseInput } from '@groundcrew/plugin-clusters-node';
import type { Router } from 'express';
import { rbacManifest } from '../registry';
import type { RouterOptions } from './createRouter';
import { openApiDocument } from './openApiDocument';

/** What is the same for everybody: the RBAC manifest, and the description of these routes. */
export function addDocumentRoutes(
  router: Router,
  { httpAuth }: RouterOptions,
): void {
  const document = openApiDocument();

  router.get('/v1/rbac-manifest', async (req, res) => {
    await httpAuth.credentials(req, { allow: ['user'] });
    const { namespace } = parseInput(rbacManifestQuerySchema, req.query);
    res.type('application/yaml').send(rbacManifest({ namespace }));
  });

  router.get('/v1/openapi.json', async (req, res) => {
    await httpAuth.credentials(req, { allow: ['user'] });
    res.json(document);
  });
}
