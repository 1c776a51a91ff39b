import { z } from 'zod/v3';
import { operationPhaseSchema } from './phases';
import { operationTargetSchema } from './targets';

/**
 * The topic of Backstage's events service on which other plugins are told that an operation came into another phase.
 *
 * @public
 */
export const OPERATIONS_TOPIC = 'groundcrew.operations';

/**
 * The payload of an event of {@link OPERATIONS_TOPIC}.
 *
 * @public
 */
export const operationEventSchema = z.object({
  /** The id of the operation. */
  id: z.string(),
  /** The id of its verb: `kubernetes.restart`. */
  operation: z.string(),
  target: operationTargetSchema,
  phase: operationPhaseSchema,
  /** Present where the phase came of a look at whether it had its effect. */
  verification: z.enum(['healthy', 'not-yet', 'failed']).optional(),
});

/** @public */
export type OperationEvent = z.infer<typeof operationEventSchema>;
