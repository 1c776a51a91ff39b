import {
  freshnessSchema,
  objectRefSchema,
} from '@groundcrew/plugin-clusters-common';
import { z } from 'zod/v3';
import { placeSchema, workloadSummarySchema } from './deployments';
import { imageSchema } from './images';

/**
 * What a container is doing, or how a run of it ended.
 *
 * @public
 */
export const containerStateSchema = z.object({
  type: z.enum(['waiting', 'running', 'terminated']),
  /** For example "CrashLoopBackOff", "OOMKilled", "Completed". */
  reason: z.string().optional(),
  message: z.string().optional(),
  /** ISO 8601. */
  startedAt: z.string().optional(),
  /** ISO 8601. */
  finishedAt: z.string().optional(),
  exitCode: z.number().int().optional(),
  signal: z.number().int().optional(),
});

/**
 * One container of a pod.
 *
 * @public
 */
export const containerViewSchema = z.object({
  name: z.string(),
  type: z.enum(['init', 'sidecar', 'app']),
  image: z.string(),
  ready: z.boolean(),
  restarts: z.number().int(),
  state: containerStateSchema.optional(),
  lastTermination: containerStateSchema.optional(),
  requests: z.record(z.string()),
  limits: z.record(z.string()),
});

/**
 * One pod of a workload.
 *
 * @public
 */
export const podViewSchema = z.object({
  name: z.string(),
  uid: z.string(),
  /** What `kubectl get pods` shows as its status. */
  status: z.string(),
  ready: z.boolean(),
  node: z.string().optional(),
  /** The name of the revision that it belongs to. */
  revision: z.string().optional(),
  /** ISO 8601. */
  createdAt: z.string().optional(),
  restarts: z.number().int(),
  containers: z.array(containerViewSchema),
  /** Conditions that are not met, in words. */
  unmetConditions: z.array(
    z.object({
      type: z.string(),
      reason: z.string().optional(),
      message: z.string().optional(),
    }),
  ),
});

/**
 * One revision of a workload: a ReplicaSet, or a ControllerRevision.
 *
 * @public
 */
export const revisionSchema = z.object({
  /** The name of the ReplicaSet or ControllerRevision. */
  name: z.string(),
  /** The number that people know it by, for example "7". */
  revision: z.string(),
  current: z.boolean(),
  /** ISO 8601. */
  createdAt: z.string().optional(),
  replicas: z.number().int(),
  images: z.array(imageSchema),
  version: z.string().optional(),
  changeCause: z.string().optional(),
  /** Its pod template, as YAML, with configuration hidden from those who may not see it. For comparing two revisions. */
  template: z.string(),
});

/**
 * Something that stands beside a workload.
 *
 * @public
 */
export const relatedObjectSchema = z.object({
  ref: objectRefSchema,
  /** What it says for people: "3 of 3 endpoints ready", "2–6 replicas, now 3". */
  summary: z.string(),
  /** Whether it looks as it should. */
  healthy: z.boolean(),
});

/**
 * The answer of `GET /v1/entities/…/workloads/:cluster/:namespace/:kind/:name`.
 *
 * @public
 */
export const workloadDetailSchema = z.object({
  place: placeSchema.omit({ workloads: true }),
  workload: workloadSummarySchema,
  /** Newest first. */
  revisions: z.array(revisionSchema),
  pods: z.array(podViewSchema),
  related: z.array(relatedObjectSchema),
  configurationHidden: z.boolean(),
  freshness: freshnessSchema,
});

/** @public */
export type ContainerState = z.infer<typeof containerStateSchema>;
/** @public */
export type ContainerView = z.infer<typeof containerViewSchema>;
/** @public */
export type PodView = z.infer<typeof podViewSchema>;
/** @public */
export type Revision = z.infer<typeof revisionSchema>;
/** @public */
export type RelatedObject = z.infer<typeof relatedObjectSchema>;
/** @public */
export type WorkloadDetail = z.infer<typeof workloadDetailSchema>;
