import * as cluster from './clusterTypes';
import { KubeObject } from './objects';
import * as workload from './workloadTypes';

export type Subresource = 'status' | 'scale' | 'log' | 'eviction';

/** One resource of the API: what discovery says of it, and what decides how it is stored. */
export interface ResourceType<T extends KubeObject = KubeObject> {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  readonly plural: string;
  readonly singular: string;
  readonly shortNames: readonly string[];
  readonly categories: readonly string[];
  readonly namespaced: boolean;
  readonly subresources: readonly Subresource[];
  /** Whether `metadata.generation` counts changes of what is desired. */
  readonly generation: boolean;
  /** Comes from a CustomResourceDefinition. */
  readonly custom: boolean;
  /** A deletion answers with the object rather than with a Status. */
  readonly returnsDeleted: boolean;
  /** Only the type of the objects; never set. */
  readonly objects?: T;
}

export interface ResourceTypeOptions {
  shortNames?: readonly string[];
  categories?: readonly string[];
  namespaced?: boolean;
  subresources?: readonly Subresource[];
  generation?: boolean;
  custom?: boolean;
  returnsDeleted?: boolean;
  singular?: string;
}

export function createResourceType<T extends KubeObject = KubeObject>(
  apiVersion: string,
  kind: string,
  plural: string,
  options: ResourceTypeOptions = {},
): ResourceType<T> {
  const [version, group = ''] = apiVersion.split('/').reverse();
  return {
    group,
    version,
    kind,
    plural,
    singular: options.singular ?? kind.toLowerCase(),
    shortNames: options.shortNames ?? [],
    categories: options.categories ?? [],
    namespaced: options.namespaced ?? true,
    subresources: options.subresources ?? [],
    generation: options.generation ?? false,
    custom: options.custom ?? false,
    returnsDeleted: options.returnsDeleted ?? false,
  };
}

/** `deployments.apps`, `pods`: how messages and storage name a resource. */
export function resourceId(type: { group: string; plural: string }): string {
  return type.group ? `${type.plural}.${type.group}` : type.plural;
}

export function apiVersionOf(type: { group: string; version: string }): string {
  return type.group ? `${type.group}/${type.version}` : type.version;
}

const all = ['all'];
const clusterScoped = { namespaced: false };

export const Namespaces = createResourceType<cluster.Namespace>(
  'v1',
  'Namespace',
  'namespaces',
  { ...clusterScoped, shortNames: ['ns'], subresources: ['status'] },
);
export const Nodes = createResourceType<cluster.Node>('v1', 'Node', 'nodes', {
  ...clusterScoped,
  shortNames: ['no'],
  subresources: ['status'],
});
export const Pods = createResourceType<workload.Pod>('v1', 'Pod', 'pods', {
  shortNames: ['po'],
  categories: all,
  subresources: ['status', 'log', 'eviction'],
  generation: true,
  returnsDeleted: true,
});
export const Services = createResourceType<cluster.Service>(
  'v1',
  'Service',
  'services',
  {
    shortNames: ['svc'],
    categories: all,
    subresources: ['status'],
    returnsDeleted: true,
  },
);
export const ConfigMaps = createResourceType<cluster.ConfigMap>(
  'v1',
  'ConfigMap',
  'configmaps',
  { shortNames: ['cm'] },
);
export const Secrets = createResourceType<cluster.Secret>(
  'v1',
  'Secret',
  'secrets',
);
export const ServiceAccounts = createResourceType(
  'v1',
  'ServiceAccount',
  'serviceaccounts',
  { shortNames: ['sa'], returnsDeleted: true },
);
export const Events = createResourceType<cluster.KubeEvent>(
  'v1',
  'Event',
  'events',
  { shortNames: ['ev'] },
);
export const PersistentVolumeClaims =
  createResourceType<cluster.PersistentVolumeClaim>(
    'v1',
    'PersistentVolumeClaim',
    'persistentvolumeclaims',
    { shortNames: ['pvc'], subresources: ['status'], returnsDeleted: true },
  );
export const PersistentVolumes = createResourceType<cluster.PersistentVolume>(
  'v1',
  'PersistentVolume',
  'persistentvolumes',
  {
    ...clusterScoped,
    shortNames: ['pv'],
    subresources: ['status'],
    returnsDeleted: true,
  },
);
export const ResourceQuotas = createResourceType<cluster.ResourceQuota>(
  'v1',
  'ResourceQuota',
  'resourcequotas',
  { shortNames: ['quota'], subresources: ['status'], returnsDeleted: true },
);
export const LimitRanges = createResourceType(
  'v1',
  'LimitRange',
  'limitranges',
  {
    shortNames: ['limits'],
  },
);
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
export const EndpointSlices = createResourceType<cluster.EndpointSlice>(
  'discovery.k8s.io/v1',
  'EndpointSlice',
  'endpointslices',
  { generation: true },
);
export const Ingresses = createResourceType(
  'networking.k8s.io/v1',
  'Ingress',
  'ingresses',
  { shortNames: ['ing'], subresources: ['status'], generation: true },
);
export const NetworkPolicies = createResourceType(
  'networking.k8s.io/v1',
  'NetworkPolicy',
  'networkpolicies',
  { shortNames: ['netpol'], generation: true },
);
export const StorageClasses = createResourceType(
  'storage.k8s.io/v1',
  'StorageClass',
  'storageclasses',
  { ...clusterScoped, shortNames: ['sc'] },
);
export const Leases = createResourceType(
  'coordination.k8s.io/v1',
  'Lease',
  'leases',
);
export const CustomResourceDefinitions =
  createResourceType<cluster.CustomResourceDefinition>(
    'apiextensions.k8s.io/v1',
    'CustomResourceDefinition',
    'customresourcedefinitions',
    {
      ...clusterScoped,
      shortNames: ['crd', 'crds'],
      categories: ['api-extensions'],
      subresources: ['status'],
      generation: true,
      returnsDeleted: true,
    },
  );

const rbac = 'rbac.authorization.k8s.io/v1';
export const Roles = createResourceType(rbac, 'Role', 'roles');
export const RoleBindings = createResourceType(
  rbac,
  'RoleBinding',
  'rolebindings',
);
export const ClusterRoles = createResourceType(
  rbac,
  'ClusterRole',
  'clusterroles',
  clusterScoped,
);
export const ClusterRoleBindings = createResourceType(
  rbac,
  'ClusterRoleBinding',
  'clusterrolebindings',
  clusterScoped,
);

export const builtInResources: readonly ResourceType[] = [
  ConfigMaps,
  Events,
  LimitRanges,
  Namespaces,
  Nodes,
  PersistentVolumeClaims,
  PersistentVolumes,
  Pods,
  ResourceQuotas,
  Secrets,
  ServiceAccounts,
  Services,
  ControllerRevisions,
  DaemonSets,
  Deployments,
  ReplicaSets,
  StatefulSets,
  HorizontalPodAutoscalers,
  CronJobs,
  Jobs,
  Leases,
  EndpointSlices,
  Ingresses,
  NetworkPolicies,
  PodDisruptionBudgets,
  ClusterRoleBindings,
  ClusterRoles,
  RoleBindings,
  Roles,
  StorageClasses,
  CustomResourceDefinitions,
];
