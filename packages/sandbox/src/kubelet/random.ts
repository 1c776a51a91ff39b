/** A number in [0, 1) that depends on nothing but the seed and the index. */
export function randomAt(seed: string, index: number): number {
  let hash = 0x811c9dc5 ^ index;
  for (let position = 0; position < seed.length; position++) {
    hash = Math.imul(hash ^ seed.charCodeAt(position), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13) ^ index, 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}
