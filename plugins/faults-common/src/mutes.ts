import { z } from 'zod/v3';

/**
 * Which causes open no incidents for a time. Fields that are left out match everything.
 *
 * @public
 */
export const muteScopeSchema = z.object({
  /** The id of a fault. */
  fault: z.string().min(1).max(100),
  cluster: z.string().min(1).max(253),
  namespace: z.string().min(1).max(63).optional(),
  kind: z.string().min(1).max(63).optional(),
  name: z.string().min(1).max(253).optional(),
});

/**
 * Which causes open no incidents for a time.
 *
 * @public
 */
export type MuteScope = z.infer<typeof muteScopeSchema>;

/**
 * What is asked for to mute something: it has a reason, and an end.
 *
 * @public
 */
export const muteRequestSchema = muteScopeSchema.extend({
  reason: z.string().trim().min(3).max(1_000),
  /** ISO 8601, at most 90 days ahead. */
  until: z.string().datetime({ offset: true }),
});

/**
 * What is asked for to mute something.
 *
 * @public
 */
export type MuteRequest = z.infer<typeof muteRequestSchema>;

/**
 * Causes that open no incidents until a time.
 *
 * @public
 */
export const muteSchema = muteRequestSchema.extend({
  id: z.number().int().positive(),
  /** The entity reference of whoever asked for it. */
  createdBy: z.string(),
  /** ISO 8601. */
  createdAt: z.string(),
  /** Whether whoever asks may end it. */
  mayEnd: z.boolean(),
});

/**
 * Causes that open no incidents until a time.
 *
 * @public
 */
export type Mute = z.infer<typeof muteSchema>;

/**
 * What is muted now, as far as whoever asks may see it.
 *
 * @public
 */
export const muteListSchema = z.object({ mutes: z.array(muteSchema) });

/**
 * What is muted now.
 *
 * @public
 */
export type MuteList = z.infer<typeof muteListSchema>;
