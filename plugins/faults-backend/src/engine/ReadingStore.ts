import type {
  KindName,
  KubernetesObject,
  ListQuery,
  ObjectKey,
  ObjectOf,
  ObjectStore,
} from '@groundcrew/plugin-clusters-node';
import { readKeys } from './readKeys';

/**
 * A store for one turn of the event loop: it notes what is read, and reads nothing twice.
 *
 * @remarks
 *
 * Objects are shared by all who read in this turn: detectors are pure and change nothing.
 */
export class ReadingStore implements ObjectStore {
  readonly #store: ObjectStore;
  readonly #known = new Map<string, unknown>();
  #reads = new Set<string>();

  static create(store: ObjectStore): ReadingStore {
    return new ReadingStore(store);
  }

  private constructor(store: ObjectStore) {
    this.#store = store;
  }

  /** Does something, and says what it has read. */
  noting<T>(work: () => T): { result: T; reads: ReadonlySet<string> } {
    const outer = this.#reads;
    this.#reads = new Set();
    try {
      return { result: work(), reads: this.#reads };
    } finally {
      this.#reads = outer;
    }
  }

  get cluster(): string {
    return this.#store.cluster;
  }

  list<K extends KindName>(kind: K, query: ListQuery = {}): ObjectOf<K>[] {
    const { namespace, selector } = query;
    this.#reads.add(readKeys.list(kind, namespace));
    return this.#once(
      `list ${kind} ${namespace ?? ''} ${
        selector ? JSON.stringify(selector) : ''
      }`,
      () => this.#store.list(kind, query),
    );
  }

  get<K extends KindName>(kind: K, key: ObjectKey): ObjectOf<K> | undefined {
    const read = readKeys.object(kind, key);
    this.#reads.add(read);
    return this.#once(read, () => this.#store.get(kind, key));
  }

  has(kind: KindName, key: ObjectKey): boolean {
    this.#reads.add(readKeys.object(kind, key));
    return this.#store.has(kind, key);
  }

  byUid(uid: string): KubernetesObject | undefined {
    const read = readKeys.uid(uid);
    this.#reads.add(read);
    return this.#once(read, () => this.#store.byUid(uid));
  }

  ownedBy(uid: string): KubernetesObject[] {
    const read = readKeys.ownedBy(uid);
    this.#reads.add(read);
    return this.#once(read, () => this.#store.ownedBy(uid));
  }

  eventsOf(uid: string): ObjectOf<'Event'>[] {
    this.#reads.add(readKeys.ownedBy(uid));
    return this.#once(`events ${uid}`, () => this.#store.eventsOf(uid));
  }

  count(kind: KindName): number {
    this.#reads.add(readKeys.list(kind));
    return this.#store.count(kind);
  }

  freshness(...of: Parameters<ObjectStore['freshness']>) {
    return this.#store.freshness(...of);
  }

  kinds() {
    return this.#store.kinds();
  }

  /** It shows what the store shows that it was made of. */
  withConfiguration(): ObjectStore {
    return this;
  }

  #once<T>(key: string, read: () => T): T {
    if (!this.#known.has(key)) {
      this.#known.set(key, read());
    }
    return this.#known.get(key) as T;
  }
}
