import type {
  MutatingWebhookConfiguration,
  ValidatingWebhookConfiguration,
} from 'kubernetes-types/admissionregistration/v1';
import type {
  DaemonSet,
  Deployment,
  ReplicaSet,
  StatefulSet,
  ControllerRevision,
} from 'kubernetes-types/apps/v1';
import type { HorizontalPodAutoscaler } from 'kubernetes-types/autoscaling/v2';
import type { CronJob, Job } from 'kubernetes-types/batch/v1';
import type {
  ConfigMap,
  Event,
  LimitRange,
  Namespace,
  Node,
  PersistentVolume,
  PersistentVolumeClaim,
  Pod,
  ResourceQuota,
  Secret,
  Service,
  ServiceAccount,
} from 'kubernetes-types/core/v1';
import type { EndpointSlice } from 'kubernetes-types/discovery/v1';
import type { ObjectMeta } from 'kubernetes-types/meta/v1';
import type {
  Ingress,
  IngressClass,
  NetworkPolicy,
} from 'kubernetes-types/networking/v1';
import type { PodDisruptionBudget } from 'kubernetes-types/policy/v1';
import type { StorageClass } from 'kubernetes-types/storage/v1';

/**
 * Any object of the Kubernetes API, as JSON: times are strings.
 *
 * @public
 */
export interface KubernetesObject {
  apiVersion?: string;
  kind?: string;
  metadata?: ObjectMeta;
}

/**
 * An object of a custom resource, whose fields we only know in part.
 *
 * @public
 */
export interface CustomObject extends KubernetesObject {
  spec?: Record<string, unknown>;
  status?: Record<string, unknown>;
}

/**
 * The kinds of the watch cache and their types. A kind that is not listed is a {@link CustomObject}.
 *
 * @public
 */
export interface KubernetesObjects {
  Namespace: Namespace;
  Node: Node;
  Pod: Pod;
  Service: Service;
  ConfigMap: ConfigMap;
  /** Metadata only: the cache never holds `data`. */
  Secret: Secret;
  ServiceAccount: ServiceAccount;
  PersistentVolumeClaim: PersistentVolumeClaim;
  PersistentVolume: PersistentVolume;
  ResourceQuota: ResourceQuota;
  LimitRange: LimitRange;
  Event: Event;
  Deployment: Deployment;
  ReplicaSet: ReplicaSet;
  StatefulSet: StatefulSet;
  DaemonSet: DaemonSet;
  ControllerRevision: ControllerRevision;
  Job: Job;
  CronJob: CronJob;
  HorizontalPodAutoscaler: HorizontalPodAutoscaler;
  PodDisruptionBudget: PodDisruptionBudget;
  EndpointSlice: EndpointSlice;
  Ingress: Ingress;
  NetworkPolicy: NetworkPolicy;
  IngressClass: IngressClass;
  StorageClass: StorageClass;
  ValidatingWebhookConfiguration: ValidatingWebhookConfiguration;
  MutatingWebhookConfiguration: MutatingWebhookConfiguration;
  Rollout: CustomObject;
  Application: CustomObject;
  Certificate: CustomObject;
  Gateway: CustomObject;
  HTTPRoute: CustomObject;
}

/**
 * The name of a kind in the watch cache.
 *
 * @public
 */
export type KindName = keyof KubernetesObjects | (string & {});

/**
 * The type of the objects of a kind.
 *
 * @public
 */
export type ObjectOf<K extends KindName> = K extends keyof KubernetesObjects
  ? KubernetesObjects[K]
  : CustomObject;
