/**
 * A set that costs nothing while it is empty and one pointer while it holds one thing, as most sets in an index do: a
 * `Set` of one takes about 200 bytes.
 */
export type OneOrMany<T extends object> = undefined | T | Set<T>;

/** Adds to a set. Returns what the set is from then on. */
export function withMember<T extends object>(
  set: OneOrMany<T>,
  member: T,
): OneOrMany<T> {
  if (set === undefined || set === member) {
    return member;
  }
  if (set instanceof Set) {
    set.add(member);
    return set;
  }
  return new Set([set, member]);
}

/** Removes from a set. Returns what the set is from then on: `undefined` when nothing is left. */
export function withoutMember<T extends object>(
  set: OneOrMany<T>,
  member: T,
): OneOrMany<T> {
  if (set instanceof Set) {
    set.delete(member);
    return set.size > 0 ? set : undefined;
  }
  return set === member ? undefined : set;
}

/** The members of a set. */
export function membersOf<T extends object>(set: OneOrMany<T>): Iterable<T> {
  if (set === undefined) {
    return [];
  }
  return set instanceof Set ? set : [set];
}

/** An index from a string to a {@link OneOrMany}, that forgets keys without members. */
export class MultiIndex<T extends object> {
  readonly #sets = new Map<string, OneOrMany<T>>();

  add(key: string, member: T) {
    this.#sets.set(key, withMember(this.#sets.get(key), member));
  }

  remove(key: string, member: T) {
    const left = withoutMember(this.#sets.get(key), member);
    if (left === undefined) {
      this.#sets.delete(key);
    } else {
      this.#sets.set(key, left);
    }
  }

  get(key: string): Iterable<T> {
    return membersOf(this.#sets.get(key));
  }

  has(key: string): boolean {
    return this.#sets.has(key);
  }

  get size(): number {
    return this.#sets.size;
  }
}
