const MARK = Buffer.from('"managedFields":[');
const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPEN = 0x5b;
const CLOSE = 0x5d;

/**
 * Cuts the entries of the first `managedFields` out of the JSON of an object, in place.
 *
 * @remarks
 *
 * They are half of what the API server sends of a pod, and the half that is most costly to parse. Within a string the
 * quotes of such a key would be escaped, so what is found is always a key.
 *
 * @param end - where they are known to end; otherwise that is looked for
 * @returns what is left: the beginning of the same memory
 */
export function cutManagedFields(json: Buffer, end?: number): Buffer {
  const start = json.indexOf(MARK);
  if (start === -1) {
    return json;
  }
  const from = start + MARK.length;
  const to = end ?? endOfArray(json, from);
  if (to === -1) {
    return json;
  }
  json.copyWithin(from, to);
  return json.subarray(0, from + json.length - to);
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
