import { z } from 'zod/v3';

/**
 * The gate at which a fault stops a workload, from being let into the cluster to being reached fast enough; and the
 * infrastructure below all of them.
 *
 * @public
 */
export const faultCategorySchema = z.enum([
  'admission',
  'scheduling',
  'startup',
  'runtime',
  'routing',
  'performance',
  'rollout',
  'configuration',
  'infrastructure',
]);

/**
 * The gate at which a fault stops a workload.
 *
 * @public
 */
export type FaultCategory = z.infer<typeof faultCategorySchema>;
