import type { LabelSelector } from '../LabelSelector';
import { matchesLabels } from '../selectors/matchesLabels';
import { MultiIndex, OneOrMany, withMember, withoutMember } from './OneOrMany';
import { membersOf } from './OneOrMany';

/** One set of labels, shared by all objects of a kind that carry exactly these. */
export class LabelSet<T extends object> {
  members: OneOrMany<T> = undefined;

  constructor(
    readonly labels: Readonly<Record<string, string>>,
    readonly key: string,
  ) {}
}

/**
 * Objects of one kind by their labels.
 *
 * @remarks
 *
 * The pods of a ReplicaSet all have the same labels, so pairs point to sets of labels and those to objects: an object
 * costs one pointer instead of one for each of its labels, and a selector is evaluated once a set.
 */
export class LabelIndex<T extends object> {
  readonly #sets = new Map<string, LabelSet<T>>();
  readonly #pairs = new MultiIndex<LabelSet<T>>();

  /** The set of these labels, for an object that is about to be added. */
  intern(labels: Readonly<Record<string, string>> | undefined): LabelSet<T> {
    // The API server sorts keys. If somebody does not, there are two sets of the same content, which is harmless.
    const key = labels ? JSON.stringify(labels) : '{}';
    const known = this.#sets.get(key);
    if (known) {
      return known;
    }
    const set = new LabelSet<T>(Object.freeze({ ...labels }), key);
    this.#sets.set(key, set);
    for (const pair of labelPairs(set.labels)) {
      this.#pairs.add(pair, set);
    }
    return set;
  }

  add(set: LabelSet<T>, member: T) {
    set.members = withMember(set.members, member);
  }

  remove(set: LabelSet<T>, member: T) {
    set.members = withoutMember(set.members, member);
    if (set.members === undefined && this.#sets.delete(set.key)) {
      for (const pair of labelPairs(set.labels)) {
        this.#pairs.remove(pair, set);
      }
    }
  }

  /** The objects that a selector matches. Costs about as much as there are, given an `=` or `in` requirement. */
  *select(selector: LabelSelector): Iterable<T> {
    for (const set of this.#candidates(selector)) {
      if (matchesLabels(selector, set.labels)) {
        yield* membersOf(set.members);
      }
    }
  }

  #candidates(selector: LabelSelector): Iterable<LabelSet<T>> {
    for (const requirement of selector) {
      if (requirement.operator === 'in') {
        const found = new Set<LabelSet<T>>();
        for (const value of requirement.values) {
          for (const set of this.#pairs.get(`${requirement.key}=${value}`)) {
            found.add(set);
          }
        }
        return found;
      }
    }
    return this.#sets.values();
  }
}

/** The labels as `key=value`. */
export function labelPairs(labels: Readonly<Record<string, string>>): string[] {
  return Object.entries(labels).map(([key, value]) => `${key}=${value}`);
}
