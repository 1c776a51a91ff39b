/**
 * The one JSON text of a value, as RFC 8785 has it: without white space, with the names of every object sorted by their
 * UTF-16 code units.
 *
 * @remarks
 *
 * Members that are undefined are left out. Throws a TypeError for what JSON has no word for: a Date, a bigint, NaN.
 */
export function canonicalJson(value: unknown): string {
  if (
    value === null ||
    typeof value === 'boolean' ||
    typeof value === 'string' ||
    (typeof value === 'number' && Number.isFinite(value))
  ) {
    return JSON.stringify(value);
  }
  if (Array.isArray(value)) {
    return `[${value.map(canonicalJson).join(',')}]`;
  }
  if (isPlainObject(value)) {
    let members = '';
    for (const name of Object.keys(value).sort()) {
      const member = value[name];
      if (member !== undefined) {
        members += `${members && ','}${JSON.stringify(name)}:${canonicalJson(
          member,
        )}`;
      }
    }
    return `{${members}}`;
  }
  throw new TypeError(`JSON cannot hold ${describe(value)}`);
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) {
    return false;
  }
  const prototype = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

function describe(value: unknown): string {
  return typeof value === 'object' && value !== null
    ? `a ${value.constructor.name}`
    : String(value);
}
