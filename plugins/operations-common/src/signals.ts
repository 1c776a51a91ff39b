import { z } from 'zod/v3';

/**
 * The channel on which signed-in users are told that an operation changed.
 *
 * @remarks
 *
 * A channel can be joined without a token, so a message holds no more than an id and a revision: what changed comes from
 * the authorised route.
 *
 * @public
 */
export const OPERATION_CHANGED_CHANNEL =
  'groundcrew-operations:operation-changed';

/**
 * A message on {@link OPERATION_CHANGED_CHANNEL}.
 *
 * @public
 */
export const operationChangedSchema = z.object({
  id: z.string(),
  revision: z.number().int(),
});

/** @public */
export type OperationChanged = z.infer<typeof operationChangedSchema>;
