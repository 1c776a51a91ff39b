import { z } from 'zod/v3';
import { operationTargetSchema } from './targets';

/**
 * Asks what an operation would do.
 *
 * @public
 */
export const previewRequestSchema = z.object({
  operation: z.string().min(1).max(128),
  target: operationTargetSchema,
  input: z.record(z.unknown()).default({}),
  /** The entity on whose page it is asked for. */
  entityRef: z.string().max(512).optional(),
});

/**
 * Asks what an operation would do.
 *
 * @public
 */
export type PreviewRequest = z.input<typeof previewRequestSchema>;
