import type { AuthService } from '@backstage/backend-plugin-api';
import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { NotAllowedError } from '@backstage/errors';
import {
  healingModeSchema,
  healingPolicySchema,
  healingViewSchema,
} from '@groundcrew/plugin-faults-common';
import { z } from 'zod/v3';
import type { HealingReader } from '../services/HealingReader';

const policySchema = healingPolicySchema
  .pick({ id: true, title: true, why: true, operations: true })
  .extend({
    enabled: z.boolean(),
    mode: healingModeSchema,
    modeHere: healingModeSchema.describe(
      'How far it goes in the environment of the incident',
    ),
  });

/** Offers what healing makes of an incident to templates and AI clients, for the person who is behind them. */
export function registerHealingExplainAction(options: {
  actions: ActionsRegistryService;
  auth: AuthService;
  reader: Pick<HealingReader, 'explain'>;
}): void {
  const { actions, auth, reader } = options;
  actions.register({
    // Of the same plugin is an action `explain` already.
    name: 'healing-explain',
    title: 'Explain healing',
    description:
      'What healing makes of an incident: whether it watches, waits for a person, acts, checks or has handed over, and why; which policy is for it and how far that may go there; what was tried, by which operation, and how it ended; what it would do next; and which policies were passed over, and why.\n\n## When to use\nBefore an operation is chosen for an incident, so that healing and a person do not do the same thing, or to find out why nothing happens by itself. Nothing is changed.',
    attributes: { readOnly: true, destructive: false, idempotent: true },
    schema: {
      input: () =>
        z.object({
          incident: z
            .number()
            .int()
            .positive()
            .describe('The number of an incident'),
        }),
      output: () =>
        healingViewSchema.extend({
          incident: z.number().int(),
          policies: z
            .array(policySchema)
            .describe('What the policies are about that are spoken of'),
        }),
    },
    async action({ credentials, input }) {
      if (!auth.isPrincipal(credentials, 'user')) {
        // The permission framework would allow a service everything.
        throw new NotAllowedError('Only a person may read what is healed');
      }
      return { output: await reader.explain(input.incident, credentials) };
    },
  });
}
