import { z } from 'zod/v3';

/**
 * How much can go wrong, in ascending order.
 *
 * @public
 */
export const riskSchema = z.enum(['low', 'medium', 'high']);

/**
 * How much can go wrong.
 *
 * @public
 */
export type Risk = z.infer<typeof riskSchema>;

/**
 * Whether a risk is at least as high as another.
 *
 * @public
 */
export function isRiskAtLeast(risk: Risk, least: Risk): boolean {
  return riskSchema.options.indexOf(risk) >= riskSchema.options.indexOf(least);
}
