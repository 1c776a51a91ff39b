import { z } from 'zod/v3';

/**
 * The channel on which readers of an entity are told that something changed.
 *
 * @remarks
 *
 * A channel can be joined without a token, so a message holds no more than the entity and a revision: what changed
 * comes from the authorised route.
 *
 * @public
 */
export const ENTITY_CHANGED_CHANNEL = 'groundcrew-clusters:entity-changed';

/**
 * The channel on which readers of the fleet page are told that a cluster's state changed.
 *
 * @public
 */
export const CLUSTERS_CHANGED_CHANNEL = 'groundcrew-clusters:clusters-changed';

/**
 * A message on {@link ENTITY_CHANGED_CHANNEL}.
 *
 * @public
 */
export const entityChangedSchema = z.object({
  entityRef: z.string(),
  revision: z.string(),
});

/** @public */
export type EntityChanged = z.infer<typeof entityChangedSchema>;
