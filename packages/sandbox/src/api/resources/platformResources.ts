import * as cluster from '../clusterTypes';
import { createResourceType } from './ResourceType';

const clusterScoped = { namespaced: false };
const rbac = 'rbac.authorization.k8s.io/v1';

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
export const IngressClasses = createResourceType(
  'networking.k8s.io/v1',
  'IngressClass',
  'ingressclasses',
  { ...clusterScoped, generation: true },
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
/** Kept and shown; the sandbox asks no webhook about anything. */
export const ValidatingWebhookConfigurations = createResourceType(
  'admissionregistration.k8s.io/v1',
  'ValidatingWebhookConfiguration',
  'validatingwebhookconfigurations',
  { ...clusterScoped, categories: ['api-extensions'], generation: true },
);
/** As {@link ValidatingWebhookConfigurations}. */
export const MutatingWebhookConfigurations = createResourceType(
  'admissionregistration.k8s.io/v1',
  'MutatingWebhookConfiguration',
  'mutatingwebhookconfigurations',
  { ...clusterScoped, categories: ['api-extensions'], generation: true },
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
