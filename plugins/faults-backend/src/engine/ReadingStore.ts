import type {
  KindName,
  KubernetesObject,
  ListQuery,
  ObjectKey,
  ObjectOf,
  ObjectStore,
} from '@groundcrew/plugin-clusters-node';
import { readKeys } from './readKeys';
import { UnknownKindError } from './UnknownKindError';
import { unknownKinds } from './unknownKinds';

/**
 * A store for one turn of the event loop: it notes what is read, and reads nothing twice.
 *
 * @remarks
 *
 * Objects are shared by all who read in this turn: detectors are pure and change nothing. Where the cache does not hold a kind
 * whole (not listed yet, forbidden, or too much), lists and what is not found throw an {@link UnknownKindError}: a detector must
 * not call missing what nobody knows.
 */
export class ReadingStore implements ObjectStore {
  readonly #store: ObjectStore;
  readonly #listAll: (kind: KindName, store: ObjectStore) => KubernetesObject[];
  readonly #known = new Map<string, unknown>();
  readonly #unknown: ReadonlySet<KindName>;
  #reads = new Set<string>();

  /**
   * @param listAll - gives all objects of a kind for less than it takes to read them
   */
  static create(
    store: ObjectStore,
    listAll?: (kind: KindName, store: ObjectStore) => KubernetesObject[],
  ): ReadingStore {
    return new ReadingStore(store, listAll);
  }

  private constructor(
    store: ObjectStore,
    listAll: (kind: KindName, of: ObjectStore) => KubernetesObject[] = (
      kind,
      of,
    ) => of.list(kind),
  ) {
    this.#store = store;
    this.#listAll = listAll;
    this.#unknown = new Set(unknownKinds(store));
  }

  /** Does something, and says what it has read. What was read before it failed counts as read around it. */
  noting<T>(work: () => T): { result: T; reads: ReadonlySet<string> } {
    const outer = this.#reads;
    const reads = new Set<string>();
    this.#reads = reads;
    try {
      return { result: work(), reads };
    } catch (error) {
      addAll(outer, reads);
      throw error;
    } finally {
      this.#reads = outer;
    }
  }

  /** Notes something that is read elsewhere. */
  note(key: string): void {
    this.#reads.add(key);
  }

  /** Works something out from what is read here, once; whoever asks for it has read all of that, and the key. */
  derived<T>(key: string, work: () => T): T {
    const { reads, result } = this.#once(key, () => this.noting(work));
    this.#reads.add(key);
    addAll(this.#reads, reads);
    return result;
  }

  get cluster(): string {
    return this.#store.cluster;
  }

  list<K extends KindName>(kind: K, query: ListQuery = {}): ObjectOf<K>[] {
    const { namespace, selector } = query;
    this.#requireKnown(kind);
    this.#reads.add(readKeys.list(kind, namespace));
    return this.#once(
      `list ${kind} ${namespace ?? ''} ${
        selector ? JSON.stringify(selector) : ''
      }`,
      () =>
        namespace === undefined && selector === undefined
          ? (this.#listAll(kind, this.#store) as ObjectOf<K>[])
          : this.#store.list(kind, query),
    );
  }

  get<K extends KindName>(kind: K, key: ObjectKey): ObjectOf<K> | undefined {
    this.#reads.add(readKeys.object(kind, key));
    const object = this.find(kind, key);
    if (!object) {
      this.#requireKnown(kind);
    }
    return object;
  }

  /** The same, whether its kind is known whole or not. It is not noted. */
  find<K extends KindName>(kind: K, key: ObjectKey): ObjectOf<K> | undefined {
    return this.#once(readKeys.object(kind, key), () =>
      this.#store.get(kind, key),
    );
  }

  has(kind: KindName, key: ObjectKey): boolean {
    this.#reads.add(readKeys.object(kind, key));
    const isThere = this.#store.has(kind, key);
    if (!isThere) {
      this.#requireKnown(kind);
    }
    return isThere;
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

  #requireKnown(kind: KindName): void {
    if (this.#unknown.has(kind)) {
      this.#reads.add(readKeys.kind(kind));
      throw new UnknownKindError(kind);
    }
  }

  #once<T>(key: string, read: () => T): T {
    if (!this.#known.has(key)) {
      this.#known.set(key, read());
    }
    return this.#known.get(key) as T;
  }
}

function addAll<T>(to: Set<T>, values: Iterable<T>): void {
  for (const value of values) {
    to.add(value);
  }
}
