import { objectRefSchema } from '@groundcrew/plugin-clusters-common';
import { z } from 'zod/v3';

/**
 * What sort of change it was.
 *
 * - `release`: a workload got another pod template.
 * - `scaling`: it got another number of replicas, or another range of them.
 * - `configuration`: a ConfigMap or a Secret that it reads.
 * - `routing`: Services, Ingresses, routes and network policies.
 * - `policy`: quotas, limits, budgets and admission webhooks.
 * - `node`: a node came, went, or changed its conditions.
 * - `operation`: somebody asked Groundcrew for it.
 * - `sync`: Argo CD brought another revision.
 * - `other`: anything else.
 *
 * @public
 */
export const changeKindSchema = z.enum([
  'release',
  'scaling',
  'configuration',
  'routing',
  'policy',
  'node',
  'operation',
  'sync',
  'other',
]);

/**
 * What sort of change it was.
 *
 * @public
 */
export type ChangeKind = z.infer<typeof changeKindSchema>;

/**
 * One change of one object, as it may matter to an incident.
 *
 * @public
 */
export const changeSchema = z.object({
  /** ISO 8601. */
  at: z.string(),
  kind: changeKindSchema,
  object: objectRefSchema,
  action: z.enum(['created', 'modified', 'deleted']),
  /** What changed, in one sentence, without values of configuration. */
  message: z.string(),
  /** Who wrote it, as far as the cluster knows: a field manager (`helm`), or the one who asked for the operation. */
  by: z.string().optional(),
  /** The id of the operation that made it. */
  operationId: z.string().optional(),
  /** It may be why: it touches the cause, shortly before it began. */
  isSuspect: z.boolean().optional(),
});

/**
 * One change of one object.
 *
 * @public
 */
export type Change = z.infer<typeof changeSchema>;
