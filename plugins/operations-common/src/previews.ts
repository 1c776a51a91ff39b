import { objectRefSchema } from '@groundcrew/plugin-clusters-common';
import { z } from 'zod/v3';
import { verbAvailabilitySchema } from './verbs';

/**
 * One object as it is and as it would be. Secret values and configuration that the reader may not see are never in it.
 *
 * @public
 */
export const objectChangeSchema = z.object({
  object: objectRefSchema,
  action: z.enum(['create', 'update', 'delete']),
  /** The fields that would be written, as paths: `spec.replicas`. */
  fields: z.array(z.string()),
  /** As YAML, with no more than what the change is about. */
  before: z.string(),
  after: z.string(),
});

/**
 * One object as it is and as it would be.
 *
 * @public
 */
export type ObjectChange = z.infer<typeof objectChangeSchema>;

/**
 * Something that may happen besides, or that somebody should know before running it.
 *
 * @public
 */
export const impactSchema = z.object({
  severity: z.enum(['note', 'warning', 'danger']),
  /** What it is about: `replicas-unavailable`, `disruption-budget`, `dependents`, `reverted-by-manager` … */
  code: z.string(),
  message: z.string(),
});

/**
 * Something that may happen besides.
 *
 * @public
 */
export type Impact = z.infer<typeof impactSchema>;

/**
 * A workload that has fewer ready pods for a while, or for good, because of an operation.
 *
 * @public
 */
export const disruptionSchema = z.object({
  workload: objectRefSchema,
  /** How many pods it wants now, and how many of them are ready. */
  desired: z.number().int(),
  ready: z.number().int(),
  /** How few may be ready because of the operation. */
  lowestReady: z.number().int(),
});

/**
 * A workload that has fewer ready pods because of an operation.
 *
 * @public
 */
export type Disruption = z.infer<typeof disruptionSchema>;

/**
 * What an operation would do, if it ran now.
 *
 * @public
 */
export const previewSchema = z.object({
  /** In one sentence: `Replaces 3 pods of checkout, one at a time`. */
  summary: z.string(),
  /** `dry-run`: the API server itself was asked. `computed`: worked out from what is known. */
  source: z.enum(['dry-run', 'computed']),
  changes: z.array(objectChangeSchema),
  impacts: z.array(impactSchema),
  disruptions: z.array(disruptionSchema).default([]),
  /**
   * Of the fields that would be written and of the objects' UIDs, not of their resourceVersions: it stays the same for
   * as long as the operation would do the same.
   */
  hash: z.string(),
  computedAt: z.string(),
});

/**
 * What an operation would do, if it ran now.
 *
 * @public
 */
export type Preview = z.infer<typeof previewSchema>;

/**
 * What an operation would do now, beside whether it may.
 *
 * @public
 */
export const previewAnswerSchema = z.object({
  preview: previewSchema,
  availability: verbAvailabilitySchema,
  /** For an operation that was asked for before: what is different from what was seen then, in words. */
  changedSince: z.array(z.string()).optional(),
});

/**
 * What an operation would do now, beside whether it may.
 *
 * @public
 */
export type PreviewAnswer = z.infer<typeof previewAnswerSchema>;
