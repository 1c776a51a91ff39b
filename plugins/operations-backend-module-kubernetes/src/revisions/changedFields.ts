const MAX_FIELDS = 100;

/**
 * The paths of the fields in which two values differ, for people; lists of named things by name: `containers[web].image`.
 */
export function changedFields(
  before: unknown,
  after: unknown,
  path: string,
): string[] {
  return [...differences(before, after, path)].slice(0, MAX_FIELDS);
}

function* differences(
  before: unknown,
  after: unknown,
  path: string,
): Iterable<string> {
  const left = childrenOf(before);
  const right = childrenOf(after);
  if (!left || !right || left.isList !== right.isList) {
    if (JSON.stringify(before) !== JSON.stringify(after)) {
      yield path;
    }
    return;
  }
  const keys = new Set([...left.entries.keys(), ...right.entries.keys()]);
  for (const key of keys) {
    const step = left.isList ? `[${key}]` : `.${key}`;
    yield* differences(
      left.entries.get(key),
      right.entries.get(key),
      `${path}${step}`,
    );
  }
}

function childrenOf(
  value: unknown,
): { isList: boolean; entries: Map<string, unknown> } | undefined {
  if (typeof value !== 'object' || value === null) {
    return undefined;
  }
  if (!Array.isArray(value)) {
    return { isList: false, entries: new Map(Object.entries(value)) };
  }
  return {
    isList: true,
    entries: new Map(
      value.map((item, index) => [
        String((item as { name?: unknown } | null)?.name ?? index),
        item,
      ]),
    ),
  };
}
