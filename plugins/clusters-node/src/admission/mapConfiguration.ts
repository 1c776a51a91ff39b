import type { KubernetesObject } from '../kubernetesObjects';
import type { ConfigurationVisitor } from './ConfigurationVisitor';
import { isJson, mapRecord, type Json } from './json';
import { mapAnnotations } from './mapAnnotations';
import { mapCustomFields } from './mapCustomFields';
import { mapPodTemplate } from './mapPodTemplate';

/** Where a kind has its pod template: the path to the object with `metadata` and `spec` of a pod. */
const POD_TEMPLATES: Record<string, readonly string[]> = {
  Pod: [],
  Deployment: ['spec', 'template'],
  ReplicaSet: ['spec', 'template'],
  StatefulSet: ['spec', 'template'],
  DaemonSet: ['spec', 'template'],
  Job: ['spec', 'template'],
  Rollout: ['spec', 'template'],
  CronJob: ['spec', 'jobTemplate', 'spec', 'template'],
  ControllerRevision: ['data', 'spec', 'template'],
};

/** Kinds whose fields hold no configuration outside of metadata. */
const WITHOUT_CONFIGURATION = new Set([
  'Namespace',
  'Node',
  'Service',
  'Secret',
  'ServiceAccount',
  'PersistentVolumeClaim',
  'ResourceQuota',
  'LimitRange',
  'Event',
  'HorizontalPodAutoscaler',
  'PodDisruptionBudget',
  'EndpointSlice',
  'Ingress',
  'NetworkPolicy',
]);

/**
 * Calls `visit` for every value of configuration in an object, and returns the object with what it answered. The object
 * itself is left as it is.
 */
export function mapConfiguration<T extends KubernetesObject>(
  kind: string,
  object: T,
  visit: ConfigurationVisitor,
): T {
  const mapped = mapAnnotations({ ...object } as Json, visit);
  if (kind === 'ConfigMap') {
    for (const field of ['data', 'binaryData']) {
      mapped[field] = mapRecord(mapped[field], (value, key) =>
        visit(value, 'data', key),
      );
      if (mapped[field] === undefined) {
        delete mapped[field];
      }
    }
    return mapped as T;
  }
  const path = POD_TEMPLATES[kind];
  if (path) {
    return mapPath(mapped, path, template =>
      mapPodTemplate(template, visit, path.length > 0),
    ) as T;
  }
  if (WITHOUT_CONFIGURATION.has(kind)) {
    return mapped as T;
  }
  for (const [key, value] of Object.entries(mapped)) {
    if (key !== 'metadata') {
      mapped[key] = mapCustomFields(value, key, visit);
    }
  }
  return mapped as T;
}

function mapPath(
  object: Json,
  [field, ...rest]: readonly string[],
  map: (object: Json) => Json,
): Json {
  if (field === undefined) {
    return map(object);
  }
  const child = object[field];
  return isJson(child)
    ? { ...object, [field]: mapPath(child, rest, map) }
    : object;
}
