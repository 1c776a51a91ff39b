import type { AuthService } from '@backstage/backend-plugin-api';
import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { InputError, NotAllowedError } from '@backstage/errors';
import { incidentDetailSchema } from '@groundcrew/plugin-faults-common';
import { z } from 'zod/v3';
import type { Faults } from '../services/Faults';
import type { IncidentReader } from '../services/IncidentReader';

/** Whoever asks about an entity is told of its worst. */
const MOST_INCIDENTS = 5;

/** Offers why something is wrong to templates and AI clients, for the person who is behind them. */
export function registerExplainAction(options: {
  actions: ActionsRegistryService;
  auth: AuthService;
  faults: Faults;
  incidents: IncidentReader;
}): void {
  const { actions, auth, faults, incidents } = options;
  actions.register({
    name: 'explain',
    title: 'Explain incidents',
    description: `Why something is wrong: of one incident, or of the ${MOST_INCIDENTS} worst open ones of a catalog entity, the root cause with its evidence and confidence, the symptoms that it explains, what was looked at and excluded, what changed before it began, what it does to those who use the service, its history, and what can be done about it as operations with their risk.\n\n## When to use\nTo find out why a service misbehaves, and before an operation is chosen to mend it. Nothing is changed.`,
    attributes: { readOnly: true, destructive: false, idempotent: true },
    schema: {
      input: () =>
        z.object({
          entityRef: z
            .string()
            .optional()
            .describe('A full entity reference: component:default/checkout'),
          incident: z
            .number()
            .int()
            .positive()
            .optional()
            .describe('The number of an incident, instead of an entity'),
        }),
      output: () => z.object({ incidents: z.array(incidentDetailSchema) }),
    },
    async action({ credentials, input }) {
      if (!auth.isPrincipal(credentials, 'user')) {
        // The permission framework would allow a service everything.
        throw new NotAllowedError('Only a person may read faults');
      }
      const { entityRef, incident } = input;
      if ((entityRef === undefined) === (incident === undefined)) {
        throw new InputError('Give either an entityRef or an incident');
      }
      const ids =
        incident === undefined
          ? (
              await faults.ofEntity({ entityRef: entityRef!, credentials })
            ).incidents
              .slice(0, MOST_INCIDENTS)
              .map(({ id }) => id)
          : [incident];
      const details = await Promise.all(
        ids.map(async id =>
          incidents.detail(
            await incidents.record(id, credentials),
            credentials,
          ),
        ),
      );
      return { output: { incidents: details } };
    },
  });
}
