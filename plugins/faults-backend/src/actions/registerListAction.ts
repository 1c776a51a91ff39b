import type { AuthService } from '@backstage/backend-plugin-api';
import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { NotAllowedError } from '@backstage/errors';
import { faultsViewSchema } from '@groundcrew/plugin-faults-common';
import { z } from 'zod/v3';
import type { Faults } from '../services/Faults';

/** Offers what is wrong with an entity to templates and AI clients, for the person who is behind them. */
export function registerListAction(options: {
  actions: ActionsRegistryService;
  auth: AuthService;
  faults: Faults;
}): void {
  const { actions, auth, faults } = options;
  actions.register({
    name: 'list',
    title: 'List faults',
    description:
      'What is wrong with a catalog entity now, and why, wherever it runs: causes with their evidence and confidence, the surest first, each with the symptoms that it explains. An empty list means that nothing is known to be wrong in the clusters that were looked at.\n\n## When to use\nBefore anything is changed about a service that misbehaves, and to tell whether it still does.',
    attributes: { readOnly: true, destructive: false, idempotent: true },
    schema: {
      input: () =>
        z.object({
          entityRef: z
            .string()
            .describe('A full entity reference: component:default/checkout'),
        }),
      output: () => faultsViewSchema,
    },
    async action({ credentials, input }) {
      if (!auth.isPrincipal(credentials, 'user')) {
        // The permission framework would allow a service everything.
        throw new NotAllowedError('Only a person may read faults');
      }
      return { output: await faults.ofEntity({ ...input, credentials }) };
    },
  });
}
