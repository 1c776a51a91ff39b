import type { WatchedKind } from '@groundcrew/plugin-clusters-common';
import { apiVersionOf } from '@groundcrew/plugin-clusters-common';
import type { EventLimits } from './EventIndex';
import { KindTable } from './KindTable';
import type { ObjectBudget } from './ObjectBudget';
import { ObjectIndexes } from './ObjectIndexes';
import { isOlder } from './resourceVersion';
import { changeOf, traitsOf, type StoreChange } from './StoreChange';
import { StoredObject, type IncomingObject } from './StoredObject';

/** What became of an object that was put into the store. */
export type PutOutcome =
  | 'added'
  | 'modified'
  | 'unchanged'
  /** Older than what is held, or than the events that are kept. */
  | 'outdated'
  /** Beyond the limits of the process. */
  | 'dropped';

export interface ClusterStoreOptions {
  kinds: readonly WatchedKind[];
  budget: ObjectBudget;
  events?: EventLimits;
  onChange: (change: StoreChange) => void;
}

/**
 * The objects of one cluster with their indexes. Knows nothing of redaction or of freshness.
 */
export class ClusterStore {
  readonly #options: ClusterStoreOptions;
  readonly #tables = new Map<string, KindTable>();
  readonly #indexes: ObjectIndexes;
  readonly #namespaces = new Map<string, string>();

  constructor(options: ClusterStoreOptions) {
    this.#options = options;
    this.#indexes = new ObjectIndexes(options.events);
    for (const kind of options.kinds) {
      this.#tables.set(kind.kind, new KindTable(kind.kind, apiVersionOf(kind)));
    }
  }

  /** The table of a kind; a kind that nobody announced gets one when it is first written. */
  table(kind: string, apiVersion = ''): KindTable {
    let table = this.#tables.get(kind);
    if (!table) {
      table = new KindTable(kind, apiVersion);
      this.#tables.set(kind, table);
    }
    return table;
  }

  tableOrUndefined(kind: string): KindTable | undefined {
    return this.#tables.get(kind);
  }

  tables(): Iterable<KindTable> {
    return this.#tables.values();
  }

  get size(): number {
    return this.#indexes.size;
  }

  byUid(uid: string): StoredObject | undefined {
    return this.#indexes.byUid(uid);
  }

  ownedBy(uid: string): Iterable<StoredObject> {
    return this.#indexes.ownedBy(uid);
  }

  referringTo(reference: string): Iterable<StoredObject> {
    return this.#indexes.referringTo(reference);
  }

  eventsOf(uid: string): readonly StoredObject[] {
    return this.#indexes.eventsOf(uid);
  }

  /**
   * Adds or replaces an object.
   *
   * @param authoritative - it is part of a list, which is right even where its version is older: after the restore of
   *   an etcd backup a cluster counts from an earlier version
   */
  put(
    table: KindTable,
    incoming: IncomingObject,
    authoritative: boolean,
  ): PutOutcome {
    const held = table.get(incoming.namespace, incoming.name);
    if (held && held.uid === incoming.uid) {
      return this.#update(held, incoming, authoritative);
    }
    if (held) {
      if (
        !authoritative &&
        isOlder(incoming.resourceVersion, held.resourceVersion)
      ) {
        return 'outdated';
      }
      this.#delete(held);
    }
    return this.#add(table, incoming);
  }

  #update(
    held: StoredObject,
    incoming: IncomingObject,
    authoritative: boolean,
  ): PutOutcome {
    // What a watch said while a list was being read is newer than the list.
    const concurrent = held.generation === held.table.generation;
    if (
      isOlder(incoming.resourceVersion, held.resourceVersion) &&
      (!authoritative || concurrent)
    ) {
      return 'outdated';
    }
    held.generation = held.table.generation;
    if (
      incoming.resourceVersion === held.resourceVersion &&
      held.resourceVersion !== ''
    ) {
      return 'unchanged';
    }
    const growth = incoming.json.length - held.json.length;
    if (!this.#options.budget.allows(0, growth)) {
      held.table.dropped++;
      this.#delete(held);
      return 'dropped';
    }
    const previous = traitsOf(held);
    this.#indexes.unlink(held);
    this.#options.budget.take(0, growth);
    this.#fill(held, incoming);
    const labelSet = held.table.labels.intern(incoming.labels);
    if (labelSet !== held.labelSet) {
      held.table.labels.remove(held.labelSet, held);
      held.labelSet = labelSet;
      held.table.labels.add(labelSet, held);
    }
    this.#letGo(this.#indexes.link(held));
    this.#announce('modified', held, previous);
    return 'modified';
  }

  #add(table: KindTable, incoming: IncomingObject): PutOutcome {
    const isEvent = table.kind === 'Event';
    if (
      isEvent &&
      this.#indexes.isTooOld(incoming.ownerUids[0] ?? '', incoming.time)
    ) {
      return 'outdated';
    }
    const object = new StoredObject(
      table,
      incoming.uid,
      this.#interned(incoming.namespace),
      incoming.name,
      table.labels.intern(incoming.labels),
    );
    this.#fill(object, incoming);
    if (!this.#options.budget.allows(1, object.bytes)) {
      table.dropped++;
      // Lets go of the set of labels, in case it was made for this object.
      table.labels.remove(object.labelSet, object);
      return 'dropped';
    }
    object.generation = table.generation;
    this.#options.budget.take(1, object.bytes);
    table.add(object);
    this.#letGo(this.#indexes.add(object));
    this.#announce('added', object);
    return 'added';
  }

  /** Removes an object unless a newer one of the same name is held. */
  remove(
    table: KindTable,
    key: { namespace: string; name: string; uid: string },
    resourceVersion: string,
  ): boolean {
    const held = table.get(key.namespace, key.name);
    if (!held || isOlder(resourceVersion, held.resourceVersion)) {
      return false;
    }
    // Some other object of that name, of whose end we heard late.
    if (key.uid && key.uid !== held.uid && held.uid) {
      return false;
    }
    this.#delete(held);
    return true;
  }

  /** Starts to take in a list. {@link ClusterStore.endList} removes what was not part of it. */
  startList(table: KindTable): number {
    table.dropped = 0;
    return ++table.generation;
  }

  endList(table: KindTable): number {
    const gone = [...table.objects()].filter(
      object => object.generation !== table.generation,
    );
    gone.forEach(object => this.#delete(object));
    return gone.length;
  }

  clear(table: KindTable) {
    table.dropped = 0;
    [...table.objects()].forEach(object => this.#delete(object));
  }

  clearAll() {
    for (const table of this.#tables.values()) {
      this.clear(table);
    }
  }

  #delete(object: StoredObject) {
    this.#forget(object);
    this.#announce('deleted', object);
  }

  #forget(object: StoredObject) {
    object.table.remove(object);
    this.#indexes.remove(object);
    this.#options.budget.take(-1, -object.bytes);
  }

  /** Not announced: nothing happened to these events in the cluster. */
  #letGo(events: readonly StoredObject[]) {
    events.forEach(event => this.#forget(event));
  }

  #fill(object: StoredObject, incoming: IncomingObject) {
    object.resourceVersion = incoming.resourceVersion;
    object.json = incoming.json;
    object.specDigest = incoming.specDigest;
    object.ownerUids = this.#indexes.internedOwners(incoming.ownerUids);
    object.references = incoming.references;
    object.time = incoming.time;
  }

  #interned(namespace: string): string {
    const known = this.#namespaces.get(namespace);
    if (known === undefined) {
      this.#namespaces.set(namespace, namespace);
    }
    return known ?? namespace;
  }

  #announce(...change: Parameters<typeof changeOf>) {
    this.#options.onChange(changeOf(...change));
  }
}
