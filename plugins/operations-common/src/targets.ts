import { objectRefSchema } from '@groundcrew/plugin-clusters-common';
import { z } from 'zod/v3';
import { riskSchema } from './risks';

/**
 * What an operation changes: one object of one cluster.
 *
 * @public
 */
export const operationTargetSchema = objectRefSchema.extend({
  cluster: z.string().min(1).max(253),
  kind: z.string().min(1).max(63),
  namespace: z.string().min(1).max(63).optional(),
  name: z.string().min(1).max(253),
  /**
   * Which object of that name. Given, an object that took its place is not touched; left out, it is filled in when the
   * operation is submitted.
   */
  uid: z.string().max(128).optional(),
});

/**
 * What an operation changes: one object of one cluster.
 *
 * @public
 */
export type OperationTarget = z.infer<typeof operationTargetSchema>;

/**
 * Names a target in one line: `prod/shop-checkout/Deployment/checkout`. At most one operation runs for each such name.
 *
 * @public
 */
export function targetKey(target: OperationTarget): string {
  return [
    target.cluster,
    target.namespace ?? '',
    target.kind,
    target.name,
  ].join('/');
}

/**
 * What is known of a target on the cluster's side, and of the operation that asks for it: what permissions, safety rules
 * and approvals are decided on. `environment` and `owner` never come from the entity.
 *
 * @public
 */
export const targetContextSchema = operationTargetSchema.extend({
  environment: z.string().optional(),
  /** Entity reference of the group that may change it, for example `group:default/checkout`. */
  owner: z.string().optional(),
  /** The entity on whose page it was asked for. */
  entityRef: z.string().optional(),
  /** Whether that entity's owner is the target's owner. */
  ownedByEntityOwner: z.boolean().optional(),
  /** The id of the operation: `kubernetes.restart`. */
  operation: z.string(),
  risk: riskSchema,
});

/**
 * What is known of a target and of the operation that asks for it.
 *
 * @public
 */
export type TargetContext = z.infer<typeof targetContextSchema>;
