import { z } from 'zod/v3';

/**
 * Who asks for an operation: a person, or an automation (a loop, an AI client's token, a webhook) with what config grants it.
 *
 * @public
 */
export const actorSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('user'),
    /** For example `user:default/dana`. */
    entityRef: z.string(),
  }),
  z.object({
    type: z.literal('automation'),
    /** The subject of its credentials, for example `plugin:groundcrew-faults`. */
    subject: z.string(),
  }),
]);

/**
 * Who asks for an operation.
 *
 * @public
 */
export type Actor = z.infer<typeof actorSchema>;

/**
 * An actor in one word, the same for the same one.
 *
 * @public
 */
export function actorName(actor: Actor): string {
  return actor.type === 'user' ? actor.entityRef : actor.subject;
}
