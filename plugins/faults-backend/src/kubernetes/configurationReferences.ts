import type { ConfigMap, PodSpec } from 'kubernetes-types/core/v1';
import { asList } from './asList';
import { containersIn } from './containers';

/** Configuration that a pod cannot start without. */
export interface ConfigurationReference {
  kind: 'ConfigMap' | 'Secret';
  name: string;
  /** Undefined when all of it is taken, whatever there is. */
  key?: string;
  /** Where the spec asks for it: `spec.containers[0].env`. */
  field: string;
}

/** The ConfigMaps and Secrets, and the keys in them, that a pod needs to start; what is optional is left out. */
export function configurationReferences(
  spec: PodSpec | undefined,
): ConfigurationReference[] {
  const references: ConfigurationReference[] = [];
  const add = (
    kind: ConfigurationReference['kind'],
    field: string,
    source: Source | undefined,
    name = source?.name,
  ) => {
    if (!source || !name || source.optional) {
      return;
    }
    const keys = source.key
      ? [source.key]
      : asList(source.items).map(({ key }) => key);
    for (const key of keys.length > 0 ? keys : [undefined]) {
      references.push({ kind, name, field, ...(key ? { key } : {}) });
    }
  };
  for (const { path, spec: container } of containersIn(spec)) {
    for (const { valueFrom } of asList(container.env)) {
      add('ConfigMap', `${path}.env`, valueFrom?.configMapKeyRef);
      add('Secret', `${path}.env`, valueFrom?.secretKeyRef);
    }
    for (const { configMapRef, secretRef } of asList(container.envFrom)) {
      add('ConfigMap', `${path}.envFrom`, configMapRef);
      add('Secret', `${path}.envFrom`, secretRef);
    }
  }
  for (const { configMap, projected, secret } of asList(spec?.volumes)) {
    add('ConfigMap', 'spec.volumes', configMap);
    add('Secret', 'spec.volumes', secret, secret?.secretName);
    for (const source of asList(projected?.sources)) {
      add('ConfigMap', 'spec.volumes', source.configMap);
      add('Secret', 'spec.volumes', source.secret);
    }
  }
  return references;
}

/** Whether a ConfigMap has a key, as text or as bytes. */
export function hasKey({ binaryData, data }: ConfigMap, key: string): boolean {
  return Object.hasOwn(data ?? {}, key) || Object.hasOwn(binaryData ?? {}, key);
}

interface Source {
  name?: string;
  key?: string;
  optional?: boolean;
  items?: { key?: string }[];
}
