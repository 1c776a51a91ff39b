import type { Freshness, ReadTarget } from '@groundcrew/plugin-clusters-common';
import type { KindName, KubernetesObject, ObjectOf } from './kubernetesObjects';

/**
 * An object and what it owns, down to the pods.
 *
 * @public
 */
export interface OwnerTree {
  kind: KindName;
  object: KubernetesObject;
  children: OwnerTree[];
}

/**
 * What stands beside an entity's workloads: found by selection or by reference, not by ownership.
 *
 * @public
 */
export interface RelatedObjects {
  services: ObjectOf<'Service'>[];
  endpointSlices: ObjectOf<'EndpointSlice'>[];
  ingresses: ObjectOf<'Ingress'>[];
  horizontalPodAutoscalers: ObjectOf<'HorizontalPodAutoscaler'>[];
  podDisruptionBudgets: ObjectOf<'PodDisruptionBudget'>[];
  configMaps: ObjectOf<'ConfigMap'>[];
  secrets: ObjectOf<'Secret'>[];
  persistentVolumeClaims: ObjectOf<'PersistentVolumeClaim'>[];
  serviceAccounts: ObjectOf<'ServiceAccount'>[];
  networkPolicies: ObjectOf<'NetworkPolicy'>[];
  resourceQuotas: ObjectOf<'ResourceQuota'>[];
  limitRanges: ObjectOf<'LimitRange'>[];
  /** Argo CD Applications that manage one of the workloads. */
  applications: ObjectOf<'Application'>[];
}

/**
 * One namespace of one cluster in which the entity has objects.
 *
 * @public
 */
export interface EntityPlace {
  cluster: string;
  namespace: string;
  /** What read permissions are decided on; holds environment and owner. */
  target: ReadTarget;
  freshness: Freshness;
  /** The entity's workloads (Deployment, StatefulSet, …, and pods without a workload), each with what it owns. */
  workloads: OwnerTree[];
  related: RelatedObjects;
}

/**
 * The objects of an entity, wherever they are. Configuration is hidden as in an {@link ObjectStore}.
 *
 * @remarks
 *
 * Shared by all who ask: not to be changed.
 *
 * @public
 */
export interface EntityObjects {
  /**
   * Changes whenever anything in here, or an event about it, may have changed. Equal revisions mean equal content, but
   * for `observedAt`. Different in every process.
   */
  revision: string;
  /** How the entity is linked; `none` when it has no annotation of the Kubernetes plugin. */
  link:
    | { type: 'none' }
    | {
        type: 'selector';
        selector: string;
        namespace?: string;
        cluster?: string;
        /** In words, what is wrong with the selector. There are no places then. */
        problem?: string;
      };
  places: EntityPlace[];
  /** Clusters that were looked at, reachable or not, with or without objects of the entity. */
  clusters: { cluster: string; environment?: string; freshness: Freshness }[];
}
