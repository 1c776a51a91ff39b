import type { ChangeQuery } from './ChangeStore';
import type { RecordedChange } from './RecordedChange';

/** The last changes of one cluster, from memory. */
export class RecentChanges {
  readonly #most: number;
  readonly #changes: RecordedChange[] = [];

  /** @param most - how many are kept */
  static create({ most }: { most: number }): RecentChanges {
    return new RecentChanges(most);
  }

  private constructor(most: number) {
    this.#most = most;
  }

  add(changes: readonly RecordedChange[]): void {
    this.#changes.push(...changes);
    const tooMany = this.#changes.length - this.#most;
    if (tooMany > 0) {
      this.#changes.splice(0, tooMany);
    }
  }

  list({
    from,
    namespaces,
    refs,
    to,
  }: Omit<ChangeQuery, 'cluster' | 'limit'>): RecordedChange[] {
    const wanted = refs && new Set(refs.map(nameOf));
    return this.#changes.filter(({ change: { at, object } }) => {
      const time = Date.parse(at);
      return (
        time >= from &&
        time <= to &&
        (!wanted || wanted.has(nameOf(object))) &&
        (!namespaces || namespaces.includes(object.namespace ?? ''))
      );
    });
  }
}

function nameOf(ref: { kind: string; namespace?: string; name: string }) {
  return `${ref.kind} ${ref.namespace ?? ''} ${ref.name}`;
}
