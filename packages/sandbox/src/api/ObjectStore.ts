import { KubeObject, ObjectReference, keyOf } from './objects';
import { ResourceType, resourceId } from './resources';

export interface StoreEvent {
  type: 'ADDED' | 'MODIFIED' | 'DELETED';
  resource: ResourceType;
  object: KubeObject;
  /** The state before, unless the object is new. */
  previous?: KubeObject;
  resourceVersion: number;
}

export type StoreListener = (event: StoreEvent) => void;

// A cluster's past can be watched from, and paged through, this many changes back.
const KEPT_EVENTS = 4096;
// Real clusters have counted up to somewhere when one first sees them; "1" is then always too old.
const FIRST_RESOURCE_VERSION = 1000;

/**
 * Objects in memory under one counter of versions, with the last few thousand changes. Stored objects are shared with
 * everybody who reads them and are never changed in place.
 */
export class ObjectStore {
  static create(): ObjectStore {
    return new ObjectStore();
  }

  #resourceVersion = FIRST_RESOURCE_VERSION;
  /** Changes up to this version can no longer be told apart. */
  #compactedAt = FIRST_RESOURCE_VERSION;
  #history: StoreEvent[] = [];
  readonly #objects = new Map<string, Map<string, KubeObject>>();
  readonly #byUid = new Map<string, KubeObject>();
  readonly #dependents = new Map<
    string,
    Map<string, { resource: ResourceType; object: KubeObject }>
  >();
  readonly #listeners = new Set<StoreListener>();

  private constructor() {}

  get resourceVersion(): number {
    return this.#resourceVersion;
  }

  get oldestResourceVersion(): number {
    return this.#compactedAt;
  }

  get<T extends KubeObject>(
    resource: ResourceType<T>,
    reference: ObjectReference,
  ): T | undefined {
    return this.#objects.get(resourceId(resource))?.get(keyOf(reference)) as
      | T
      | undefined;
  }

  list<T extends KubeObject>(
    resource: ResourceType<T>,
    options?: { namespace?: string },
  ): T[] {
    const objects = [
      ...(this.#objects.get(resourceId(resource))?.values() ?? []),
    ] as T[];
    const namespace = options?.namespace;
    return namespace
      ? objects.filter(object => object.metadata.namespace === namespace)
      : objects;
  }

  byUid(uid: string): KubeObject | undefined {
    return this.#byUid.get(uid);
  }

  /** Everything that names the object as one of its owners. */
  dependentsOf(
    uid: string,
  ): Array<{ resource: ResourceType; object: KubeObject }> {
    return [...(this.#dependents.get(uid)?.values() ?? [])];
  }

  /** The objects of one resource that the owner controls. */
  controlledBy<T extends KubeObject>(
    resource: ResourceType<T>,
    uid: string,
  ): T[] {
    const id = resourceId(resource);
    const controlled: T[] = [];
    for (const dependent of this.#dependents.get(uid)?.values() ?? []) {
      if (
        resourceId(dependent.resource) === id &&
        dependent.object.metadata.ownerReferences?.some(
          owner => owner.controller && owner.uid === uid,
        )
      ) {
        controlled.push(dependent.object as T);
      }
    }
    return controlled;
  }

  /** Stores a new object or a new state of one. The store keeps the object that it is given. */
  put<T extends KubeObject>(resource: ResourceType<T>, object: T): T {
    const previous = this.get(resource, object.metadata);
    const stored = this.#stamp(object);
    let objects = this.#objects.get(resourceId(resource));
    if (!objects) {
      objects = new Map();
      this.#objects.set(resourceId(resource), objects);
    }
    objects.set(keyOf(stored.metadata), stored);
    this.#reindex(resource, previous, stored);
    this.#record({
      type: previous ? 'MODIFIED' : 'ADDED',
      resource,
      object: stored,
      previous,
      resourceVersion: this.#resourceVersion,
    });
    return stored;
  }

  remove<T extends KubeObject>(
    resource: ResourceType<T>,
    reference: ObjectReference,
  ): T | undefined {
    const previous = this.get(resource, reference);
    if (!previous) return undefined;
    this.#objects.get(resourceId(resource))?.delete(keyOf(reference));
    const last = this.#stamp(previous);
    this.#reindex(resource, previous, undefined);
    this.#record({
      type: 'DELETED',
      resource,
      object: last,
      previous,
      resourceVersion: this.#resourceVersion,
    });
    return last;
  }

  /** Listeners are called within the change itself and must not change anything. */
  subscribe(listener: StoreListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** The changes after a version, or undefined when some of them are forgotten. */
  changesSince(resourceVersion: number): StoreEvent[] | undefined {
    if (resourceVersion < this.#compactedAt) return undefined;
    const first = this.#history.findIndex(
      event => event.resourceVersion > resourceVersion,
    );
    return first < 0 ? [] : this.#history.slice(first);
  }

  /** The objects of a resource as they were at a version, or undefined when that is forgotten. */
  listAt(
    resource: ResourceType,
    resourceVersion: number,
  ): KubeObject[] | undefined {
    const changes = this.changesSince(resourceVersion);
    if (!changes) return undefined;
    const id = resourceId(resource);
    const objects = new Map(this.#objects.get(id));
    for (const change of changes.reverse()) {
      if (resourceId(change.resource) !== id) continue;
      const key = keyOf(change.object.metadata);
      if (change.previous) objects.set(key, change.previous);
      else objects.delete(key);
    }
    return [...objects.values()];
  }

  /** Forgets the past, as etcd's compaction does: watches and pages that need it get 410. */
  compact(): void {
    this.#compactedAt = this.#resourceVersion;
    this.#history = [];
  }

  #stamp<T extends KubeObject>(object: T): T {
    this.#resourceVersion += 1;
    return {
      ...object,
      metadata: {
        ...object.metadata,
        resourceVersion: String(this.#resourceVersion),
      },
    };
  }

  #record(event: StoreEvent): void {
    this.#history.push(event);
    if (this.#history.length >= 2 * KEPT_EVENTS) {
      const forgotten = this.#history.splice(0, KEPT_EVENTS);
      this.#compactedAt = forgotten[forgotten.length - 1].resourceVersion;
    }
    for (const listener of this.#listeners) listener(event);
  }

  #reindex(
    resource: ResourceType,
    previous: KubeObject | undefined,
    next: KubeObject | undefined,
  ): void {
    const key = `${resourceId(resource)}:${keyOf(
      (next ?? previous)!.metadata,
    )}`;
    for (const owner of previous?.metadata.ownerReferences ?? []) {
      const dependents = this.#dependents.get(owner.uid);
      dependents?.delete(key);
      if (dependents?.size === 0) this.#dependents.delete(owner.uid);
    }
    if (previous) this.#byUid.delete(previous.metadata.uid);
    if (!next) return;
    this.#byUid.set(next.metadata.uid, next);
    for (const owner of next.metadata.ownerReferences ?? []) {
      let dependents = this.#dependents.get(owner.uid);
      if (!dependents) {
        dependents = new Map();
        this.#dependents.set(owner.uid, dependents);
      }
      dependents.set(key, { resource, object: next });
    }
  }
}
