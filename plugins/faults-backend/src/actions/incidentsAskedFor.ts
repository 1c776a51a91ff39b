import type {
  AuthService,
  BackstageCredentials,
} from '@backstage/backend-plugin-api';
import { InputError, NotAllowedError } from '@backstage/errors';
import type { IncidentDetail } from '@groundcrew/plugin-faults-common';
import { z } from 'zod/v3';
import type { Faults } from '../services/Faults';
import type { IncidentReader } from '../services/IncidentReader';

/** Whoever asks about an entity is told of its worst. */
export const MOST_INCIDENTS = 5;

/** One incident, or the worst of an entity. */
export const incidentQuestionSchema = z.object({
  entityRef: z
    .string()
    .optional()
    .describe('A full entity reference: component:default/checkout'),
  cluster: z
    .string()
    .optional()
    .describe('Of the entity, only what is wrong in this cluster'),
  incident: z
    .number()
    .int()
    .positive()
    .optional()
    .describe('The number of an incident, instead of an entity'),
});

/**
 * The incidents that are asked about, as far as whoever asks may see them.
 *
 * @throws NotAllowedError unless a person asks; InputError unless they say what about
 */
export async function incidentsAskedFor(
  { cluster, entityRef, incident }: z.infer<typeof incidentQuestionSchema>,
  credentials: BackstageCredentials,
  services: {
    auth: AuthService;
    faults: Faults;
    incidents: Pick<IncidentReader, 'record' | 'detail'>;
  },
): Promise<IncidentDetail[]> {
  const { auth, faults, incidents } = services;
  if (!auth.isPrincipal(credentials, 'user')) {
    // The permission framework would allow a service everything.
    throw new NotAllowedError('Only a person may read faults');
  }
  if ((entityRef === undefined) === (incident === undefined)) {
    throw new InputError('Give either an entityRef or an incident');
  }
  const ids =
    incident === undefined
      ? (
          await faults.ofEntity({ entityRef: entityRef!, credentials })
        ).incidents
          .filter(
            ({ object }) => (cluster ?? object.cluster) === object.cluster,
          )
          .slice(0, MOST_INCIDENTS)
          .map(({ id }) => id)
      : [incident];
  return await Promise.all(
    ids.map(async id =>
      incidents.detail(await incidents.record(id, credentials), credentials),
    ),
  );
}
