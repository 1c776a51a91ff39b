import type { PodTemplateSpec } from 'kubernetes-types/core/v1';
import type { KubernetesObject } from '@groundcrew/plugin-clusters-node';

/** An object that keeps an earlier pod template: a ReplicaSet of a Deployment, a ControllerRevision of the other kinds. */
export interface RevisionSource extends KubernetesObject {
  kind: string;
  /** Of a ControllerRevision. */
  revision?: number;
  data?: { spec?: { template?: PodTemplateSpec & { $patch?: string } } };
  /** Of a ReplicaSet. */
  spec?: { template?: PodTemplateSpec };
}

/** One pod template that a workload had. */
export interface Revision {
  /** As `kubectl rollout history` counts. Changes when the workload is rolled back to it. */
  revision: number;
  source: { kind: string; name: string; uid: string };
  isCurrent: boolean;
  /** When there was first a pod template like that, as ISO 8601. */
  createdAt?: string;
  images: string[];
  /** Why it was made, where somebody said. */
  changeCause?: string;
  template: PodTemplateSpec;
}
