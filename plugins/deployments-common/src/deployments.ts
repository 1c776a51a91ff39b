import {
  changeSchema,
  freshnessSchema,
  managerSchema,
  objectRefSchema,
} from '@groundcrew/plugin-clusters-common';
import { z } from 'zod/v3';
import { imageSchema } from './images';

/**
 * How a workload, or a place, is doing. One word for one state, everywhere.
 *
 * - `running`: as many replicas as wanted are ready, on one revision.
 * - `progressing`: a roll-out is under way.
 * - `paused`: a roll-out is halted on purpose.
 * - `degraded`: something needs a person: replicas are missing or a roll-out is stuck.
 * - `stopped`: no replica is wanted.
 * - `completed`: a Job that has done its work, or a CronJob between two runs.
 * - `unknown`: the cluster cannot be read.
 *
 * @public
 */
export const workloadStatusSchema = z.enum([
  'running',
  'progressing',
  'paused',
  'degraded',
  'stopped',
  'completed',
  'unknown',
]);

/**
 * How many replicas there are, and how many there should be.
 *
 * @public
 */
export const replicasSchema = z.object({
  desired: z.number().int(),
  ready: z.number().int(),
  /** Of the newest revision. */
  updated: z.number().int(),
  available: z.number().int(),
});

/**
 * How far a roll-out has come.
 *
 * @public
 */
export const rolloutSchema = z.object({
  state: z.enum(['complete', 'progressing', 'paused', 'stalled']),
  /** 0 to 1: the share of wanted replicas that are available on the newest revision. */
  progress: z.number().min(0).max(1),
  /** What the controller says of it. */
  message: z.string().optional(),
});

/**
 * Something that keeps a pod from being ready, in the words of Kubernetes.
 *
 * @public
 */
export const problemSchema = z.object({
  pod: z.string().optional(),
  container: z.string().optional(),
  /** For example "CrashLoopBackOff", "ImagePullBackOff", "Unschedulable". */
  reason: z.string(),
  message: z.string().optional(),
});

/**
 * One workload of an entity, summed up.
 *
 * @public
 */
export const workloadSummarySchema = z.object({
  ref: objectRefSchema,
  uid: z.string(),
  status: workloadStatusSchema,
  /** The label `app.kubernetes.io/version` of the pod template, or else the tag of the main image. */
  version: z.string().optional(),
  /** While a roll-out is under way, the version it comes from. */
  previousVersion: z.string().optional(),
  images: z.array(imageSchema),
  replicas: replicasSchema,
  rollout: rolloutSchema,
  managedBy: z.array(managerSchema),
  /** ISO 8601. */
  createdAt: z.string().optional(),
  lastChange: changeSchema.optional(),
  /** Restarts of all containers of its pods. */
  restarts: z.number().int(),
  notReadyPods: z.number().int(),
  /** At most five, the worst first. */
  problems: z.array(problemSchema),
});

/**
 * One place in which an entity runs: a namespace of a cluster.
 *
 * @public
 */
export const placeSchema = z.object({
  cluster: z.string(),
  clusterTitle: z.string().optional(),
  namespace: z.string(),
  environment: z.string().optional(),
  /** Entity reference of the group that owns the namespace. */
  owner: z.string().optional(),
  freshness: freshnessSchema,
  status: workloadStatusSchema,
  /** The version that most of its workloads run. */
  version: z.string().optional(),
  workloads: z.array(workloadSummarySchema),
  /** Whether this person may read logs here. */
  logsAllowed: z.boolean(),
  /** Whether this person may see values of configuration here. */
  configurationAllowed: z.boolean(),
});

/**
 * A cluster that was asked for the entity's workloads.
 *
 * @public
 */
export const searchedClusterSchema = z.object({
  cluster: z.string(),
  environment: z.string().optional(),
  freshness: freshnessSchema,
});

/**
 * The answer of `GET /v1/entities/:kind/:namespace/:name`: what of an entity runs where.
 *
 * @public
 */
export const deploymentsViewSchema = z.object({
  entityRef: z.string(),
  /** How the entity is linked to objects; `none` when it has no annotation. */
  link: z.union([
    z.object({ type: z.literal('none') }),
    z.object({
      type: z.literal('selector'),
      selector: z.string(),
      namespace: z.string().optional(),
      cluster: z.string().optional(),
      /** In words, what is wrong with the selector. Nothing is looked for then. */
      problem: z.string().optional(),
    }),
  ]),
  /** In the order of environments, then by cluster and namespace. */
  places: z.array(placeSchema),
  /** Places that were left out because this person may not read them. */
  hiddenPlaces: z.number().int(),
  searchedClusters: z.array(searchedClusterSchema),
});

/** @public */
export type WorkloadStatus = z.infer<typeof workloadStatusSchema>;
/** @public */
export type Replicas = z.infer<typeof replicasSchema>;
/** @public */
export type Rollout = z.infer<typeof rolloutSchema>;
/** @public */
export type Problem = z.infer<typeof problemSchema>;
/** @public */
export type WorkloadSummary = z.infer<typeof workloadSummarySchema>;
/** @public */
export type Place = z.infer<typeof placeSchema>;
/** @public */
export type SearchedCluster = z.infer<typeof searchedClusterSchema>;
/** @public */
export type DeploymentsView = z.infer<typeof deploymentsViewSchema>;
