import type { WatchedKind } from '@groundcrew/plugin-clusters-common';
import { apiVersionOf } from '@groundcrew/plugin-clusters-common';
import { EventIndex, EventLimits } from './EventIndex';
import { KindTable } from './KindTable';
import { ObjectBudget } from './ObjectBudget';
import { MultiIndex } from './OneOrMany';
import { isOlder } from './resourceVersion';
import { IncomingObject, NONE, StoredObject } from './StoredObject';

/** What the indexes said of an object at one moment. */
export interface ObjectTraits {
  readonly labels: Readonly<Record<string, string>>;
  readonly ownerUids: readonly string[];
  readonly references: readonly string[];
}

/** One change of the store, for those that keep something derived from it. */
export interface StoreChange extends ObjectTraits {
  readonly type: 'added' | 'modified' | 'deleted';
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  readonly uid: string;
  /** What it was before; undefined when it is the same, or there was nothing. */
  readonly previous?: ObjectTraits;
}

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
  readonly #byUid = new Map<string, StoredObject>();
  readonly #byOwner = new MultiIndex<StoredObject>();
  readonly #byReference = new MultiIndex<StoredObject>();
  readonly #events: EventIndex;
  readonly #namespaces = new Map<string, string>();

  constructor(options: ClusterStoreOptions) {
    this.#options = options;
    this.#events = new EventIndex(options.events);
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
    return this.#byUid.size;
  }

  byUid(uid: string): StoredObject | undefined {
    return this.#byUid.get(uid);
  }

  ownedBy(uid: string): Iterable<StoredObject> {
    return this.#byOwner.get(uid);
  }

  referringTo(reference: string): Iterable<StoredObject> {
    return this.#byReference.get(reference);
  }

  eventsOf(uid: string): readonly StoredObject[] {
    return this.#events.of(uid);
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
    this.#unindex(held);
    this.#options.budget.take(0, growth);
    this.#fill(held, incoming);
    const labelSet = held.table.labels.intern(incoming.labels);
    if (labelSet !== held.labelSet) {
      held.table.labels.remove(held.labelSet, held);
      held.labelSet = labelSet;
      held.table.labels.add(labelSet, held);
    }
    this.#index(held);
    this.#announce('modified', held, previous);
    return 'modified';
  }

  #add(table: KindTable, incoming: IncomingObject): PutOutcome {
    const isEvent = table.kind === 'Event';
    if (
      isEvent &&
      this.#events.isTooOld(incoming.ownerUids[0] ?? '', incoming.time)
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
    this.#byUid.set(object.uid, object);
    this.#index(object);
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
    // Never the entry of another object that came to the same uid.
    if (this.#byUid.get(object.uid) === object) {
      this.#byUid.delete(object.uid);
    }
    this.#unindex(object);
    this.#options.budget.take(-1, -object.bytes);
  }

  #fill(object: StoredObject, incoming: IncomingObject) {
    object.resourceVersion = incoming.resourceVersion;
    object.json = incoming.json;
    object.ownerUids = this.#internedOwners(incoming.ownerUids);
    object.references = incoming.references;
    object.time = incoming.time;
  }

  #index(object: StoredObject) {
    if (object.table.kind === 'Event') {
      // Evicted ones are not announced: nothing happened to them in the cluster.
      this.#events.add(object).forEach(event => this.#forget(event));
      return;
    }
    for (const owner of object.ownerUids) {
      this.#byOwner.add(owner, object);
    }
    for (const reference of object.references) {
      this.#byReference.add(reference, object);
    }
  }

  #unindex(object: StoredObject) {
    if (object.table.kind === 'Event') {
      this.#events.remove(object);
      return;
    }
    for (const owner of object.ownerUids) {
      this.#byOwner.remove(owner, object);
    }
    for (const reference of object.references) {
      this.#byReference.remove(reference, object);
    }
  }

  #interned(namespace: string): string {
    const known = this.#namespaces.get(namespace);
    if (known === undefined) {
      this.#namespaces.set(namespace, namespace);
    }
    return known ?? namespace;
  }

  /** Siblings share one array, and with it the strings. */
  #internedOwners(uids: readonly string[]): readonly string[] {
    if (uids.length === 0) {
      return NONE;
    }
    for (const sibling of this.#byOwner.get(uids[0])) {
      if (sameStrings(sibling.ownerUids, uids)) {
        return sibling.ownerUids;
      }
      break;
    }
    return uids.map(uid => this.#byUid.get(uid)?.uid ?? uid);
  }

  #announce(
    type: StoreChange['type'],
    object: StoredObject,
    previous?: ObjectTraits,
  ) {
    const traits = traitsOf(object);
    this.#options.onChange({
      type,
      kind: object.table.kind,
      namespace: object.namespace,
      name: object.name,
      uid: object.uid,
      ...traits,
      ...(previous && !sameTraits(previous, traits) ? { previous } : {}),
    });
  }
}

function traitsOf(object: StoredObject): ObjectTraits {
  return {
    labels: object.labelSet.labels,
    ownerUids: object.ownerUids,
    references: object.references,
  };
}

function sameTraits(left: ObjectTraits, right: ObjectTraits): boolean {
  return (
    left.labels === right.labels &&
    sameStrings(left.ownerUids, right.ownerUids) &&
    sameStrings(left.references, right.references)
  );
}

function sameStrings(left: readonly string[], right: readonly string[]) {
  return (
    left === right ||
    (left.length === right.length && left.every((item, i) => item === right[i]))
  );
}
