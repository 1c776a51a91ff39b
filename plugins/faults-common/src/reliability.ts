import { objectRefSchema } from '@groundcrew/plugin-clusters-common';
import { z } from 'zod/v3';

/**
 * Whether something serves: `down` without a ready replica though some are wanted, `degraded` with fewer than are wanted, `idle` when
 * none is wanted, and `unknown` while nobody looked.
 *
 * @public
 */
export const healthSchema = z.enum([
  'up',
  'degraded',
  'down',
  'idle',
  'unknown',
]);

/**
 * Whether something serves.
 *
 * @public
 */
export type Health = z.infer<typeof healthSchema>;

/**
 * For how long something was in one state.
 *
 * @public
 */
export const healthSpanSchema = z.object({
  health: healthSchema,
  /** ISO 8601. */
  from: z.string(),
  to: z.string(),
});

/**
 * For how long something was in one state.
 *
 * @public
 */
export type HealthSpan = z.infer<typeof healthSpanSchema>;

/**
 * How an entity did in one environment, over a time.
 *
 * @public
 */
export const environmentReliabilitySchema = z.object({
  environment: z.string().optional(),
  health: healthSchema,
  /** What is checked, now. */
  workloads: z.array(
    z.object({
      object: objectRefSchema,
      health: healthSchema,
      desired: z.number().int(),
      ready: z.number().int(),
    }),
  ),
  /** For how much of the time somebody looked, in milliseconds. */
  observedMs: z.number(),
  downMs: z.number(),
  degradedMs: z.number(),
  /** 0 to 1, of the time in which somebody looked; undefined when nobody did. */
  availability: z.number().min(0).max(1).optional(),
  slo: z.object({
    /** 0 to 1. */
    objective: z.number().min(0).max(1),
    /** For how long it may be down in the whole window, in milliseconds. */
    budgetMs: z.number(),
    /** 0 when it is used up, less when more than that is. */
    budgetLeft: z.number(),
    /** How many times faster than allowed it was used in the last hour; 1 uses it up exactly in the window. */
    burnRate: z.number().optional(),
  }),
  incidents: z.number().int(),
  /** Mean time to recovery, in milliseconds; undefined without an incident that ended. */
  mttrMs: z.number().optional(),
  /** Mean time between failures, in milliseconds; undefined without a failure, or with less than an hour without one. */
  mtbfMs: z.number().optional(),
  /** Of the window, in order of time: of all workloads together, the worst. */
  spans: z.array(healthSpanSchema),
});

/**
 * How an entity did in one environment, over a time.
 *
 * @public
 */
export type EnvironmentReliability = z.infer<
  typeof environmentReliabilitySchema
>;

/**
 * How an entity did, environment by environment.
 *
 * @public
 */
export const reliabilityViewSchema = z.object({
  /** ISO 8601. */
  from: z.string(),
  to: z.string(),
  environments: z.array(environmentReliabilitySchema),
});

/**
 * How an entity did, environment by environment.
 *
 * @public
 */
export type ReliabilityView = z.infer<typeof reliabilityViewSchema>;
