import type {
  KubernetesObject,
  LocalRef,
} from '@groundcrew/plugin-clusters-node';
import { asList } from '../../kubernetes/asList';
import { containersIn } from '../../kubernetes/containers';
import { templateOf } from '../../topology';

/** Everything that the pods of a workload name: their configuration, claims and ServiceAccount, also what is optional or missing. */
export function namesInTemplate(workload: KubernetesObject): LocalRef[] {
  const { spec } = templateOf(workload);
  const namespace = workload.metadata?.namespace;
  const found = new Map<string, LocalRef>();
  const add = (kind: string, name: string | undefined) => {
    if (typeof name === 'string' && name) {
      found.set(`${kind} ${name}`, { kind, namespace, name });
    }
  };
  for (const { spec: container } of containersIn(spec)) {
    for (const { valueFrom } of asList(container.env)) {
      add('ConfigMap', valueFrom?.configMapKeyRef?.name);
      add('Secret', valueFrom?.secretKeyRef?.name);
    }
    for (const { configMapRef, secretRef } of asList(container.envFrom)) {
      add('ConfigMap', configMapRef?.name);
      add('Secret', secretRef?.name);
    }
  }
  for (const volume of asList(spec?.volumes)) {
    add('ConfigMap', volume.configMap?.name);
    add('Secret', volume.secret?.secretName);
    add('PersistentVolumeClaim', volume.persistentVolumeClaim?.claimName);
    for (const { configMap, secret } of asList(volume.projected?.sources)) {
      add('ConfigMap', configMap?.name);
      add('Secret', secret?.name);
    }
  }
  for (const { name } of asList(spec?.imagePullSecrets)) {
    add('Secret', name);
  }
  add('ServiceAccount', spec?.serviceAccountName);
  return [...found.values()];
}
