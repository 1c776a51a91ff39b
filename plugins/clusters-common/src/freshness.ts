import { z } from 'zod/v3';

/**
 * How far an answer can be trusted to be current.
 *
 * @public
 */
export const freshnessSchema = z.object({
  /** When the cluster was last heard of, as ISO 8601. Undefined while it never was. */
  observedAt: z.string().optional(),
  /** Present when what is shown may be out of date. */
  stale: z
    .object({
      /** In words, for people: "connection refused by 10.0.0.1:6443". */
      reason: z.string(),
      /** Since when, as ISO 8601. */
      since: z.string(),
    })
    .optional(),
  /** Present when not all that there is can be shown: why, in words. What is shown is no less current for that. */
  incomplete: z.string().optional(),
});

/**
 * How far an answer can be trusted to be current.
 *
 * @public
 */
export type Freshness = z.infer<typeof freshnessSchema>;
