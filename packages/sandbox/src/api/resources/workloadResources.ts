import * as workload from '../workloadTypes';
import { createResourceType } from './ResourceType';

const all = ['all'];

export const Deployments = createResourceType<workload.Deployment>(
  'apps/v1',
  'Deployment',
  'deployments',
  {
    shortNames: ['deploy'],
    categories: all,
    subresources: ['status', 'scale'],
    generation: true,
  },
);
export const ReplicaSets = createResourceType<workload.ReplicaSet>(
  'apps/v1',
  'ReplicaSet',
  'replicasets',
  {
    shortNames: ['rs'],
    categories: all,
    subresources: ['status', 'scale'],
    generation: true,
  },
);
export const StatefulSets = createResourceType<workload.StatefulSet>(
  'apps/v1',
  'StatefulSet',
  'statefulsets',
  {
    shortNames: ['sts'],
    categories: all,
    subresources: ['status', 'scale'],
    generation: true,
  },
);
export const DaemonSets = createResourceType<workload.DaemonSet>(
  'apps/v1',
  'DaemonSet',
  'daemonsets',
  {
    shortNames: ['ds'],
    categories: all,
    subresources: ['status'],
    generation: true,
  },
);
export const ControllerRevisions =
  createResourceType<workload.ControllerRevision>(
    'apps/v1',
    'ControllerRevision',
    'controllerrevisions',
  );
export const Jobs = createResourceType<workload.Job>(
  'batch/v1',
  'Job',
  'jobs',
  {
    categories: all,
    subresources: ['status'],
    generation: true,
  },
);
export const CronJobs = createResourceType<workload.CronJob>(
  'batch/v1',
  'CronJob',
  'cronjobs',
  {
    shortNames: ['cj'],
    categories: all,
    subresources: ['status'],
    generation: true,
  },
);
export const HorizontalPodAutoscalers =
  createResourceType<workload.HorizontalPodAutoscaler>(
    'autoscaling/v2',
    'HorizontalPodAutoscaler',
    'horizontalpodautoscalers',
    { shortNames: ['hpa'], categories: all, subresources: ['status'] },
  );
export const PodDisruptionBudgets =
  createResourceType<workload.PodDisruptionBudget>(
    'policy/v1',
    'PodDisruptionBudget',
    'poddisruptionbudgets',
    { shortNames: ['pdb'], subresources: ['status'], generation: true },
  );
