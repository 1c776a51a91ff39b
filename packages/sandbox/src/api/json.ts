/** A deep copy of JSON data. Members that are undefined are left out, as JSON would. Much faster than structuredClone. */
export function cloneJson<T>(value: T): T {
  if (Array.isArray(value)) return value.map(cloneJson) as T;
  if (value === null || typeof value !== 'object') return value;
  const copy: Record<string, unknown> = {};
  for (const name of Object.keys(value)) {
    const inner = (value as Record<string, unknown>)[name];
    if (inner !== undefined) copy[name] = cloneJson(inner);
  }
  return copy as T;
}

/** Whether two pieces of JSON data say the same. A member that is undefined counts as absent. */
export function equalJson(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (
    a === null ||
    b === null ||
    typeof a !== 'object' ||
    typeof b !== 'object' ||
    Array.isArray(a) !== Array.isArray(b)
  ) {
    return false;
  }
  if (Array.isArray(a) && Array.isArray(b)) {
    return (
      a.length === b.length &&
      a.every((value, index) => equalJson(value, b[index]))
    );
  }
  const [first, second] = [a, b] as Array<Record<string, unknown>>;
  for (const name of Object.keys(first)) {
    if (!equalJson(first[name], second[name])) return false;
  }
  for (const name of Object.keys(second)) {
    if (second[name] !== undefined && first[name] === undefined) return false;
  }
  return true;
}
