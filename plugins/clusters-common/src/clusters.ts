import { z } from 'zod/v3';
import { freshnessSchema } from './freshness';
import { kindStateSchema } from './objects';

/**
 * One part of a cluster's health score, with its share and its reason in words.
 *
 * @public
 */
export const healthComponentSchema = z.object({
  id: z.enum(['api', 'nodes', 'system-pods', 'capacity', 'freshness']),
  /** 0 (bad) to 100 (good). */
  score: z.number().min(0).max(100),
  /** Share of the whole, 0 to 1; the weights of a score add up to 1. */
  weight: z.number().min(0).max(1),
  /** Why it is not 100, in words: "2 of 6 nodes are not ready". Undefined at 100. */
  reason: z.string().optional(),
});

/**
 * The health of a cluster: a score from 0 to 100 and the parts it is made of.
 *
 * @public
 */
export const clusterHealthSchema = z.object({
  score: z.number().min(0).max(100),
  components: z.array(healthComponentSchema),
});

/**
 * An amount of what nodes offer.
 *
 * @public
 */
export const resourceAmountSchema = z.object({
  cpuMillicores: z.number(),
  memoryBytes: z.number(),
  pods: z.number(),
});

/**
 * One node, as the fleet page shows it.
 *
 * @public
 */
export const nodeViewSchema = z.object({
  name: z.string(),
  ready: z.boolean(),
  schedulable: z.boolean(),
  /** Conditions and taints worth telling, in words: "MemoryPressure", "cordoned". */
  remarks: z.array(z.string()),
  version: z.string().optional(),
  zone: z.string().optional(),
  allocatable: resourceAmountSchema,
  requested: resourceAmountSchema,
});

/**
 * A cluster, as anybody with `groundcrew.clusters.read` on it may see it. Never holds an address or a credential.
 *
 * @public
 */
export const clusterViewSchema = z.object({
  /** Unique among all clusters; what routes and annotations use. */
  name: z.string(),
  title: z.string().optional(),
  environment: z.string().optional(),
  region: z.string().optional(),
  /** "sandbox", "kwok", "eks", "gke" …: from config, or told by the nodes. */
  provider: z.string().optional(),
  /** Where we know it from. */
  origin: z.enum(['config', 'kubeconfig', 'catalog', 'registry']),
  /** A link for people, if config or the catalog gives one. */
  dashboardUrl: z.string().optional(),
  /** What the API server says of itself, for example "v1.34.4". */
  version: z.string().optional(),
  state: z.enum(['connecting', 'live', 'unreachable', 'unauthorized']),
  /** In words, why it is not `live`. */
  message: z.string().optional(),
  freshness: freshnessSchema,
  health: clusterHealthSchema.optional(),
  nodes: z.object({ ready: z.number().int(), total: z.number().int() }),
  /** `total` leaves out the pods that have done their work. */
  pods: z.object({ running: z.number().int(), total: z.number().int() }),
  capacity: z
    .object({
      allocatable: resourceAmountSchema,
      /** What the pods ask for. */
      requested: resourceAmountSchema,
    })
    .optional(),
  /** The kinds that are not synced; empty when all is well. */
  kinds: z.array(kindStateSchema),
});

/**
 * A cluster with its nodes and all the kinds that are watched.
 *
 * @public
 */
export const clusterDetailSchema = clusterViewSchema.extend({
  nodeList: z.array(nodeViewSchema),
});

/**
 * The answer of `GET /v1/clusters`.
 *
 * @public
 */
export const clusterListSchema = z.object({
  items: z.array(clusterViewSchema),
  /** Clusters that were left out, and why: two of the same name, a refused address. For people who may register clusters. */
  problems: z.array(z.object({ cluster: z.string(), message: z.string() })),
  /** The order of environments in this installation. */
  environments: z.array(z.string()),
});

/** @public */
export type HealthComponent = z.infer<typeof healthComponentSchema>;
/** @public */
export type ClusterHealth = z.infer<typeof clusterHealthSchema>;
/** @public */
export type ResourceAmount = z.infer<typeof resourceAmountSchema>;
/** @public */
export type NodeView = z.infer<typeof nodeViewSchema>;
/** @public */
export type ClusterView = z.infer<typeof clusterViewSchema>;
/** @public */
export type ClusterDetail = z.infer<typeof clusterDetailSchema>;
/** @public */
export type ClusterList = z.infer<typeof clusterListSchema>;
