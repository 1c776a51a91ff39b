import type { AuthService } from '@backstage/backend-plugin-api';
import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { incidentDetailSchema } from '@groundcrew/plugin-faults-common';
import { z } from 'zod/v3';
import type { Faults } from '../services/Faults';
import type { IncidentReader } from '../services/IncidentReader';
import {
  incidentQuestionSchema,
  incidentsAskedFor,
  MOST_INCIDENTS,
} from './incidentsAskedFor';

/** Offers why something is wrong to templates and AI clients, for the person who is behind them. */
export function registerExplainAction(options: {
  actions: ActionsRegistryService;
  auth: AuthService;
  faults: Faults;
  incidents: IncidentReader;
}): void {
  options.actions.register({
    name: 'explain',
    title: 'Explain incidents',
    description: `Why something is wrong: of one incident, or of the ${MOST_INCIDENTS} worst open ones of a catalog entity, the root cause with its evidence and confidence, the symptoms that it explains, what was looked at and excluded, what changed before it began, what it does to those who use the service, its history, and what can be done about it as operations with their risk.\n\n## When to use\nTo find out why a service misbehaves, and before an operation is chosen to mend it. Nothing is changed.`,
    attributes: { readOnly: true, destructive: false, idempotent: true },
    schema: {
      input: () => incidentQuestionSchema,
      output: () => z.object({ incidents: z.array(incidentDetailSchema) }),
    },
    action: async ({ credentials, input }) => ({
      output: {
        incidents: await incidentsAskedFor(input, credentials, options),
      },
    }),
  });
}
