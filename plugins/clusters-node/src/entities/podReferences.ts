import type { PodSpec } from 'kubernetes-types/core/v1';

/** Kinds that a pod refers to by name. */
export type ReferredKind =
  | 'ConfigMap'
  | 'Secret'
  | 'PersistentVolumeClaim'
  | 'ServiceAccount';

/** Something that a pod refers to by name, in its own namespace. */
export interface PodReference {
  kind: ReferredKind;
  name: string;
}

/** Everything that a pod, or a pod template, refers to by name: for its environment, volumes, identity and images. */
export function podReferences(spec: PodSpec): PodReference[] {
  const found = new Map<string, PodReference>();
  const add = (kind: ReferredKind, name: string | undefined) => {
    if (name) {
      found.set(`${kind}/${name}`, { kind, name });
    }
  };
  // A pod template without one runs as `default`, which says nothing of the entity.
  add('ServiceAccount', spec.serviceAccountName);
  spec.imagePullSecrets?.forEach(secret => add('Secret', secret.name));
  for (const container of [
    ...(spec.containers ?? []),
    ...(spec.initContainers ?? []),
    ...(spec.ephemeralContainers ?? []),
  ]) {
    for (const { valueFrom } of container.env ?? []) {
      add('ConfigMap', valueFrom?.configMapKeyRef?.name);
      add('Secret', valueFrom?.secretKeyRef?.name);
    }
    for (const source of container.envFrom ?? []) {
      add('ConfigMap', source.configMapRef?.name);
      add('Secret', source.secretRef?.name);
    }
  }
  for (const volume of spec.volumes ?? []) {
    add('ConfigMap', volume.configMap?.name);
    add('Secret', volume.secret?.secretName);
    add('PersistentVolumeClaim', volume.persistentVolumeClaim?.claimName);
    add('Secret', volume.csi?.nodePublishSecretRef?.name);
    for (const source of volume.projected?.sources ?? []) {
      add('ConfigMap', source.configMap?.name);
      add('Secret', source.secret?.name);
    }
  }
  return [...found.values()];
}
