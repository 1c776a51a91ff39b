import { z } from 'zod/v3';

/**
 * The channel on which signed-in users are told that some incident changed.
 *
 * @remarks
 *
 * A channel can be joined without a token, so a message says no more than that: which one it was comes from the authorised
 * routes.
 *
 * @public
 */
export const INCIDENTS_CHANGED_CHANNEL = 'groundcrew-faults:incidents-changed';

/**
 * A message on {@link INCIDENTS_CHANGED_CHANNEL}.
 *
 * @public
 */
export const incidentsChangedSchema = z.object({
  /** Another one with every message. */
  revision: z.string(),
});

/** @public */
export type IncidentsChanged = z.infer<typeof incidentsChangedSchema>;
