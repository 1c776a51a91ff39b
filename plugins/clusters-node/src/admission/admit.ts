import type { KubernetesObject } from '../kubernetesObjects';
import type { RawObject } from '../ClusterFeed';

export function admit(_kind: string, raw: RawObject): KubernetesObject {
  return raw as KubernetesObject;
}
