import type { LiveObject } from '@groundcrew/plugin-clusters-node';
import type { LabelSelector, ObjectMeta } from 'kubernetes-types/meta/v1';
import type { PodTemplateSpec } from 'kubernetes-types/core/v1';

/** Kinds whose pods are replaced by changing their template. */
export const ROLLED_OUT_KINDS = [
  'Deployment',
  'StatefulSet',
  'DaemonSet',
] as const;

/** Kinds that have a number of replicas. */
export const SCALED_KINDS = ['Deployment', 'StatefulSet'] as const;

interface RollingUpdate {
  maxUnavailable?: number | string;
  maxSurge?: number | string;
  partition?: number;
}

interface UpdateStrategy {
  type?: string;
  rollingUpdate?: RollingUpdate;
}

/**
 * What verbs read of a Deployment, a StatefulSet or a DaemonSet: each kind has some of these fields. The same for one that
 * comes from memory and one that was read live.
 */
export interface Workload {
  kind?: string;
  metadata?: ObjectMeta;
  spec?: {
    replicas?: number;
    paused?: boolean;
    selector?: LabelSelector;
    template?: PodTemplateSpec;
    /** Of a Deployment. */
    strategy?: UpdateStrategy;
    /** Of a StatefulSet or a DaemonSet. */
    updateStrategy?: UpdateStrategy;
    volumeClaimTemplates?: { metadata?: ObjectMeta }[];
    persistentVolumeClaimRetentionPolicy?: {
      whenScaled?: string;
      whenDeleted?: string;
    };
  };
  status?: {
    observedGeneration?: number;
    replicas?: number;
    updatedReplicas?: number;
    readyReplicas?: number;
    availableReplicas?: number;
    currentRevision?: string;
    updateRevision?: string;
    desiredNumberScheduled?: number;
    updatedNumberScheduled?: number;
    numberReady?: number;
    numberAvailable?: number;
    conditions?: {
      type: string;
      status: string;
      reason?: string;
      message?: string;
    }[];
  };
}

/** A live object of one of the kinds of workloads, with the fields that those have. */
export function asWorkload(object: LiveObject): Workload {
  return object as unknown as Workload;
}

/** How many pods it is meant to have. */
export function wantedPods({ kind, spec, status }: Workload): number {
  return kind === 'DaemonSet'
    ? status?.desiredNumberScheduled ?? 0
    : spec?.replicas ?? 1;
}

/** How many of its pods are ready. */
export function readyPods({ kind, status }: Workload): number {
  return (
    (kind === 'DaemonSet' ? status?.numberReady : status?.readyReplicas) ?? 0
  );
}
