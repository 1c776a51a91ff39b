import { z } from 'zod/v3';
import { freshnessSchema } from './freshness';

/**
 * Names one object of one cluster.
 *
 * @public
 */
export const objectRefSchema = z.object({
  cluster: z.string(),
  kind: z.string(),
  /** Empty for cluster-scoped objects. */
  namespace: z.string().optional(),
  name: z.string(),
});

/**
 * Names one object of one cluster.
 *
 * @public
 */
export type ObjectRef = z.infer<typeof objectRefSchema>;

/**
 * What a permission about reading is decided on: a place in a cluster, and whose it is.
 * `environment` and `owner` come from the cluster's side (Namespace, or config), never from the entity.
 *
 * @public
 */
export const readTargetSchema = z.object({
  cluster: z.string(),
  /** Undefined for the cluster itself. */
  namespace: z.string().optional(),
  environment: z.string().optional(),
  /** Entity reference of the group that owns the target, for example `group:default/checkout`. */
  owner: z.string().optional(),
});

/**
 * What a permission about reading is decided on.
 *
 * @public
 */
export type ReadTarget = z.infer<typeof readTargetSchema>;

/**
 * The state of the watch on one kind in one cluster.
 *
 * @public
 */
export const kindStateSchema = z.object({
  kind: z.string(),
  apiVersion: z.string(),
  /**
   * - `pending`: not listed yet.
   * - `synced`: listed, and the watch is live.
   * - `stale`: listed once, the watch is broken and being restored.
   * - `forbidden`: the credentials may not list it; `rule` says what to add.
   * - `incomplete`: listed, and the watch is live, but not all objects are kept: the process holds as much as it may.
   * - `absent`: the cluster does not serve it (a CRD that is not installed).
   */
  state: z.enum([
    'pending',
    'synced',
    'stale',
    'incomplete',
    'forbidden',
    'absent',
  ]),
  objects: z.number().int(),
  freshness: freshnessSchema,
  /** In words, why it is not `synced`. */
  message: z.string().optional(),
  /** The RBAC rule that would let it be read. */
  rule: z
    .object({
      apiGroups: z.array(z.string()),
      resources: z.array(z.string()),
      verbs: z.array(z.string()),
    })
    .optional(),
});

/**
 * The state of the watch on one kind in one cluster.
 *
 * @public
 */
export type KindState = z.infer<typeof kindStateSchema>;
