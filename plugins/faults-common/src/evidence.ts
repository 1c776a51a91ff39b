import { objectRefSchema } from '@groundcrew/plugin-clusters-common';
import { z } from 'zod/v3';

/**
 * Where a piece of evidence comes from.
 *
 * @public
 */
export const evidenceSourceSchema = z.enum([
  'object',
  'event',
  'log',
  'metric',
  'alert',
  'node',
  'connectivity',
  'dependency',
  'manifest',
]);

/**
 * One fact that speaks for a finding.
 *
 * @public
 */
export const evidenceSchema = z.object({
  source: evidenceSourceSchema,
  /** In one sentence, or the words of the cluster themselves. */
  message: z.string(),
  /** Where it can be seen, in the cluster of the finding. */
  object: objectRefSchema.optional(),
  /** Which field of that object says so: `spec.nodeSelector`. */
  field: z.string().optional(),
  /** ISO 8601. */
  at: z.string().optional(),
  /** It repeats a value of configuration, which takes a permission of its own to read. */
  revealsConfiguration: z.boolean().optional(),
});

/**
 * One fact that speaks for a finding.
 *
 * @public
 */
export type Evidence = z.infer<typeof evidenceSchema>;
