import type { KubernetesObject } from './LabClient';

/**
 * The entry that an API server would keep of who set which field: a good part of the size of a real object.
 *
 * @param part - the fields that this manager owns, as they stand in the object
 */
export function managedFields(
  part: Record<string, unknown>,
  options: { manager: string; apiVersion: string; at: string },
): Record<string, unknown> {
  const { manager, apiVersion, at } = options;
  return {
    manager,
    operation: 'Update',
    apiVersion,
    time: at,
    fieldsType: 'FieldsV1',
    fieldsV1: fieldsOf(part),
    ...('status' in part && { subresource: 'status' }),
  };
}

/** The part of an object that its creator owns. */
export function ownFields({ metadata, spec }: KubernetesObject): {
  metadata: Record<string, unknown>;
  spec: unknown;
} {
  const { labels, annotations, ownerReferences } = metadata ?? {};
  const given = { labels, annotations, ownerReferences };
  return { metadata: JSON.parse(JSON.stringify(given)), spec };
}

function fieldsOf(value: unknown): Record<string, unknown> {
  if (Array.isArray(value)) {
    const keys = value.map(listKey);
    // A list without keys is owned as a whole.
    return keys.includes(undefined)
      ? {}
      : Object.fromEntries(
          value.map((item, index) => [
            `k:${keys[index]}`,
            { '.': {}, ...fieldsOf(item) },
          ]),
        );
  }
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(
      Object.entries(value).map(([name, field]) => [
        `f:${name}`,
        fieldsOf(field),
      ]),
    );
  }
  return {};
}

/** What tells the items of a list apart, as the schemas of pods and workloads have it. */
function listKey(item: Record<string, unknown>): string | undefined {
  const { containerPort, mountPath, name, type, uid } = item;
  if (containerPort) {
    return JSON.stringify({ containerPort, protocol: 'TCP' });
  }
  const key = Object.entries({ uid, mountPath, name, type });
  const [field, value] = key.find(([, each]) => each !== undefined) ?? [];
  return field && JSON.stringify({ [field]: value });
}
