import { freshnessSchema } from '@groundcrew/plugin-clusters-common';
import { z } from 'zod/v3';
import { symptomSchema } from './explanations';
import { findingSchema } from './findings';
import { incidentSummarySchema } from './incidents';

/**
 * What a finding is, judged beside all the others of its cluster.
 *
 * - `cause`: likely, and nothing explains it.
 * - `latent`: worth to mend, and not what anything suffers from now.
 *
 * @public
 */
export const causeVerdictSchema = z.enum(['cause', 'latent']);

/**
 * A finding that nothing else explains, with what it explains.
 *
 * @public
 */
export const causeViewSchema = z.object({
  finding: findingSchema,
  verdict: causeVerdictSchema,
  environment: z.string().optional(),
  /** What suffers from it. */
  symptoms: z.array(symptomSchema),
  /** The incident that tells of it; latent ones, and those that were only just found, have none. */
  incidentId: z.number().int().optional(),
});

/**
 * A finding that nothing else explains, with what it explains.
 *
 * @public
 */
export type CauseView = z.infer<typeof causeViewSchema>;

/**
 * What is wrong with an entity now, and why, wherever it runs.
 *
 * @public
 */
export const faultsViewSchema = z.object({
  /** Those that are not resolved, the worst first. */
  incidents: z.array(incidentSummarySchema),
  /** The surest first. Empty while nothing is known to be wrong. */
  causes: z.array(causeViewSchema),
  /** How many more there are of which whoever asks may not see the object. */
  hidden: z.number().int(),
  /** Where was looked. */
  clusters: z.array(
    z.object({
      cluster: z.string(),
      environment: z.string().optional(),
      freshness: freshnessSchema,
      /** Kinds of which not everything is known: what depends on them is not judged. */
      unknownKinds: z.array(z.string()),
    }),
  ),
});

/**
 * What is wrong with an entity now, and why, wherever it runs.
 *
 * @public
 */
export type FaultsView = z.infer<typeof faultsViewSchema>;
