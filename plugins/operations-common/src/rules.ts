import { z } from 'zod/v3';

/**
 * What one safety rule says of an operation.
 *
 * - `pass`: nothing against it.
 * - `wait`: not now; it is asked again at `until`, or when something changes.
 * - `refuse`: no.
 *
 * @public
 */
export const ruleVerdictSchema = z.object({
  /** `rate-per-target`, `cooldown`, `freeze-window`, `healthy-floor` … */
  rule: z.string(),
  verdict: z.enum(['pass', 'wait', 'refuse']),
  /** Why, in words; and what would help. */
  message: z.string(),
  until: z.string().optional(),
  /** Whether somebody with `groundcrew.operations.override` may run it all the same. */
  overridable: z.boolean(),
});

/**
 * What one safety rule says of an operation.
 *
 * @public
 */
export type RuleVerdict = z.infer<typeof ruleVerdictSchema>;
