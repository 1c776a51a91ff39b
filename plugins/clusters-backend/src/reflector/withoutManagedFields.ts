const MARK = Buffer.from('"managedFields":[');
const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPEN = 0x5b;
const CLOSE = 0x5d;

/**
 * An object as JSON text, without the entries of its first `managedFields`.
 *
 * @remarks
 *
 * They are half of what the API server sends of a pod, and the half that is most costly to parse. Within a string the
 * quotes of such a key would be escaped, so what is found is always a key.
 */
export function withoutManagedFields(json: Buffer): string {
  const start = json.indexOf(MARK);
  if (start === -1) {
    return json.toString('utf8');
  }
  const from = start + MARK.length;
  const to = endOfArray(json, from);
  return to === -1
    ? json.toString('utf8')
    : json.toString('utf8', 0, from) + json.toString('utf8', to);
}

/** Where the array that `from` is within is closed; -1 when it is not. */
function endOfArray(json: Buffer, from: number): number {
  let depth = 1;
  for (let i = from; i < json.length; i++) {
    const byte = json[i];
    if (byte === QUOTE) {
      for (i++; i < json.length && json[i] !== QUOTE; i++) {
        if (json[i] === BACKSLASH) {
          i++;
        }
      }
    } else if (byte === OPEN) {
      depth++;
    } else if (byte === CLOSE && --depth === 0) {
      return i;
    }
  }
  return -1;
}
