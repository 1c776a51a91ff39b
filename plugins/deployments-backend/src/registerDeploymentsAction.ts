import type { AuthService } from '@backstage/backend-plugin-api';
import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { NotAllowedError } from '@backstage/errors';
import { deploymentsViewSchema } from '@groundcrew/plugin-deployments-common';
import { z } from 'zod/v3';
import type { Deployments } from './services/Deployments';

/** Offers what the Deployments tab shows to templates and AI clients, for the person who is behind them. */
export function registerDeploymentsAction(options: {
  actions: ActionsRegistryService;
  auth: AuthService;
  deployments: Deployments;
}): void {
  const { actions, auth, deployments } = options;
  actions.register({
    name: 'get-deployments',
    title: 'Get deployments',
    description:
      'What of a catalog entity runs where: a place for each cluster and namespace with its environment, and the workloads in it with version, replicas, rollout and problems.\n\n## When to use\nTo find out which version runs in an environment, whether it is healthy, and which cluster, namespace and name a workload has before an operation is asked for.',
    attributes: { readOnly: true, destructive: false, idempotent: true },
    schema: {
      input: () =>
        z.object({
          entityRef: z
            .string()
            .describe('A full entity reference: component:default/checkout'),
        }),
      output: () => deploymentsViewSchema,
    },
    async action({ credentials, input }) {
      if (!auth.isPrincipal(credentials, 'user')) {
        // The permission framework would allow a service everything.
        throw new NotAllowedError('Only a person may read deployments');
      }
      const view = await deployments.view({ ...input, credentials });
      return { output: deploymentsViewSchema.parse(JSON.parse(view.body)) };
    },
  });
}
