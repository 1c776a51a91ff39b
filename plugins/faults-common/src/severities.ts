import { z } from 'zod/v3';

/**
 * How bad an incident is, the worst first.
 *
 * - `P0`: what the business stands on is down in production.
 * - `P1`: something is down in production.
 * - `P2`: something is worse than it should be in production, or down elsewhere.
 * - `P3`: everything else that is worth an incident.
 *
 * @public
 */
export const severitySchema = z.enum(['P0', 'P1', 'P2', 'P3']);

/**
 * How bad an incident is, the worst first.
 *
 * @public
 */
export type Severity = z.infer<typeof severitySchema>;

/**
 * Within how many milliseconds somebody should answer for an incident.
 *
 * @public
 */
export const RESPONSE_TIMES_MS: Readonly<Record<Severity, number>> = {
  P0: 15 * 60_000,
  P1: 30 * 60_000,
  P2: 2 * 60 * 60_000,
  P3: 24 * 60 * 60_000,
};
