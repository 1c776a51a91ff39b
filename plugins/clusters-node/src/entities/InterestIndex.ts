/** Who depends on what, by cluster. */
export class InterestIndex<T> {
  readonly #clusters = new Map<string, Map<string, Set<T>>>();

  get(cluster: string, interest: string): Iterable<T> {
    return this.#clusters.get(cluster)?.get(interest) ?? [];
  }

  add(cluster: string, interest: string, who: T) {
    let interests = this.#clusters.get(cluster);
    if (!interests) {
      interests = new Map();
      this.#clusters.set(cluster, interests);
    }
    const known = interests.get(interest);
    if (known) {
      known.add(who);
    } else {
      interests.set(interest, new Set([who]));
    }
  }

  remove(cluster: string, interest: string, who: T) {
    const interests = this.#clusters.get(cluster);
    const known = interests?.get(interest);
    if (known?.delete(who) && known.size === 0) {
      interests!.delete(interest);
      if (interests!.size === 0) {
        this.#clusters.delete(cluster);
      }
    }
  }
}
