import * as cluster from '../clusterTypes';
import { Pod } from '../podTypes';
import { createResourceType } from './ResourceType';

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
export const Pods = createResourceType<Pod>('v1', 'Pod', 'pods', {
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
    subresources: ['status', 'proxy'],
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
