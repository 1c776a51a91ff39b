import { z } from 'zod/v3';
import { incidentPhaseSchema } from './incidents';
import { severitySchema } from './severities';

const manyOf = <T extends z.ZodTypeAny>(one: T) =>
  z.preprocess(
    value => (value === undefined || Array.isArray(value) ? value : [value]),
    z.array(one).max(50).optional(),
  );

/**
 * Which incidents are asked for. Fields that are left out let everything through.
 *
 * @public
 */
export const incidentFilterSchema = z.object({
  /** `current` for those that are not resolved, those that need an answer first; otherwise the newest first. */
  state: z.enum(['current', 'resolved', 'all']).optional(),
  phase: manyOf(incidentPhaseSchema),
  severity: manyOf(severitySchema),
  cluster: manyOf(z.string().max(253)),
  environment: manyOf(z.string().max(63)),
  fault: manyOf(z.string().max(100)),
  entityRef: z.string().max(500).optional(),
  assignee: z.string().max(500).optional(),
  /** Those that were open after this time: ISO 8601. */
  from: z.string().datetime({ offset: true }).optional(),
  /** Those that opened before this time: ISO 8601. */
  to: z.string().datetime({ offset: true }).optional(),
  /** Also those that are muted. */
  muted: z
    .preprocess(
      value => (typeof value === 'string' ? value === 'true' : value),
      z.boolean(),
    )
    .optional(),
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(200).optional(),
});

/**
 * Which incidents are asked for.
 *
 * @public
 */
export type IncidentFilter = z.input<typeof incidentFilterSchema>;

/**
 * What a person does about an incident.
 *
 * @public
 */
export const incidentCommandSchema = z.discriminatedUnion('command', [
  z.object({
    command: z.literal('acknowledge'),
    note: z.string().trim().max(4_000).optional(),
  }),
  z.object({
    command: z.literal('assign'),
    /** The entity reference of a user or a group; nobody, where it is left out. */
    assignee: z.string().max(500).optional(),
  }),
  z.object({
    command: z.literal('note'),
    note: z.string().trim().min(1).max(4_000),
  }),
  z.object({
    command: z.literal('resolve'),
    note: z.string().trim().min(3).max(4_000),
  }),
  z.object({
    command: z.literal('reopen'),
    note: z.string().trim().min(3).max(4_000),
  }),
]);

/**
 * What a person does about an incident.
 *
 * @public
 */
export type IncidentCommand = z.infer<typeof incidentCommandSchema>;

/**
 * Over how many days something is asked for.
 *
 * @public
 */
export const windowQuerySchema = z.object({
  days: z.coerce.number().int().min(1).max(90).default(30),
});
