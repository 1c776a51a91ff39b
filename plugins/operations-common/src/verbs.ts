import { z } from 'zod/v3';
import { inputFieldSchema } from './forms';
import { riskSchema } from './risks';
import { ruleVerdictSchema } from './rules';
import { operationTargetSchema } from './targets';

/**
 * What may be done with a verb on a target, and why not otherwise.
 *
 * @public
 */
export const verbAvailabilitySchema = z.object({
  /** The id of the operation: `kubernetes.restart`. */
  operation: z.string(),
  /** As on a button: `Roll back to…`. */
  title: z.string(),
  risk: riskSchema,
  /** `unsuitable`: this target has no such verb at the moment; `reason` says what to do instead. */
  outcome: z.enum(['allowed', 'needs-approval', 'denied', 'unsuitable']),
  /** The permission or rule that forbids it, or who has to approve, in words. */
  reason: z.string().optional(),
  /** Who has to approve it, in words, whether rules forbid it now or not. Left out where nobody has to. */
  approval: z.string().optional(),
  reasonRequired: z.boolean(),
  verdicts: z.array(ruleVerdictSchema),
  /** Whether whoever asks may run it past all the rules that are against it now. Left out, where no rule is. */
  overridable: z.boolean().optional(),
  /** What it asks for besides a reason. */
  fields: z.array(inputFieldSchema),
});

/**
 * What may be done with a verb on a target, and why not otherwise.
 *
 * @public
 */
export type VerbAvailability = z.infer<typeof verbAvailabilitySchema>;

/**
 * Which target is asked about, and on whose page.
 *
 * @public
 */
export const verbsQuerySchema = operationTargetSchema.extend({
  entityRef: z.string().max(512).optional(),
});

/**
 * Which target is asked about, and on whose page.
 *
 * @public
 */
export type VerbsQuery = z.input<typeof verbsQuerySchema>;

/**
 * Every verb of a target.
 *
 * @public
 */
export const verbListSchema = z.object({
  verbs: z.array(verbAvailabilitySchema),
});

/**
 * Every verb of a target.
 *
 * @public
 */
export type VerbList = z.infer<typeof verbListSchema>;
