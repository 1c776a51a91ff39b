import type { KubernetesObject } from '../kubernetesObjects';

/**
 * Who set which fields of an object, as reduced by the watch cache.
 *
 * @public
 */
export interface FieldManager {
  manager: string;
  operation: 'Apply' | 'Update';
  /** ISO 8601. */
  time?: string;
  /** "status" or "scale", when it was written through one. */
  subresource?: string;
  /** The fields that it owns, two levels deep: "spec.replicas", "spec.template", "metadata.labels". */
  paths: readonly string[];
}

interface ManagedFields {
  manager?: string;
  operation?: string;
  time?: string;
  subresource?: string;
  fieldsV1?: object;
  paths?: readonly string[];
}

/** Reduces `metadata.managedFields`, which are often half of an object, to what readers ask for. */
export function reduceManagedFields(
  managedFields: readonly ManagedFields[],
): FieldManager[] {
  return managedFields.map(entry => ({
    manager: entry.manager ?? '',
    operation: entry.operation === 'Apply' ? 'Apply' : 'Update',
    ...(entry.time ? { time: entry.time } : {}),
    ...(entry.subresource ? { subresource: entry.subresource } : {}),
    paths: entry.fieldsV1 ? topPaths(entry.fieldsV1) : entry.paths ?? [],
  }));
}

/**
 * Who set which fields of an object that comes from the watch cache.
 *
 * @public
 */
export function fieldManagersOf(object: KubernetesObject): FieldManager[] {
  const entries: readonly ManagedFields[] =
    object.metadata?.managedFields ?? [];
  return reduceManagedFields(entries);
}

function topPaths(fields: object): string[] {
  return fieldNames(fields).flatMap(([name, children]) => {
    const below = fieldNames(children);
    return below.length > 0
      ? below.map(([child]) => `${name}.${child}`)
      : [name];
  });
}

/** The fields of one level: keys that start with `f:`; others are list items (`k:`, `v:`) or the level itself (`.`). */
function fieldNames(fields: unknown): [string, unknown][] {
  return fields && typeof fields === 'object'
    ? Object.entries(fields).flatMap(([key, children]) =>
        key.startsWith('f:') ? [[key.slice(2), children]] : [],
      )
    : [];
}
