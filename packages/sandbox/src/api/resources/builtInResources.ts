import * as core from './coreResources';
import * as platform from './platformResources';
import { ResourceType } from './ResourceType';
import * as workload from './workloadResources';

/** What every cluster serves, in the order in which discovery names it. */
export const builtInResources: readonly ResourceType[] = [
  core.ConfigMaps,
  core.Events,
  core.LimitRanges,
  core.Namespaces,
  core.Nodes,
  core.PersistentVolumeClaims,
  core.PersistentVolumes,
  core.Pods,
  core.ResourceQuotas,
  core.Secrets,
  core.ServiceAccounts,
  core.Services,
  platform.MutatingWebhookConfigurations,
  platform.ValidatingWebhookConfigurations,
  workload.ControllerRevisions,
  workload.DaemonSets,
  workload.Deployments,
  workload.ReplicaSets,
  workload.StatefulSets,
  workload.HorizontalPodAutoscalers,
  workload.CronJobs,
  workload.Jobs,
  platform.Leases,
  platform.EndpointSlices,
  platform.IngressClasses,
  platform.Ingresses,
  platform.NetworkPolicies,
  workload.PodDisruptionBudgets,
  platform.ClusterRoleBindings,
  platform.ClusterRoles,
  platform.RoleBindings,
  platform.Roles,
  platform.StorageClasses,
  platform.CustomResourceDefinitions,
];
