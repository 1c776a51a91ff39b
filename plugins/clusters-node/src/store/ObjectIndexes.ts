import { EventIndex, type EventLimits } from './EventIndex';
import { MultiIndex } from './OneOrMany';
import { sameStrings } from './sameStrings';
import { NONE, type StoredObject } from './StoredObject';

/** Finds the objects of one cluster by their uid, by whom they belong to, and by what they point to. */
export class ObjectIndexes {
  readonly #byUid = new Map<string, StoredObject>();
  readonly #byOwner = new MultiIndex<StoredObject>();
  readonly #byReference = new MultiIndex<StoredObject>();
  readonly #events: EventIndex;

  constructor(limits?: EventLimits) {
    this.#events = new EventIndex(limits);
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

  /** Whether an event that is not held would be let go at once, because there are enough newer ones. */
  isTooOld(subject: string, time: number): boolean {
    return this.#events.isTooOld(subject, time);
  }

  /** Adds an object. Returns the events that have to go for it. */
  add(object: StoredObject): StoredObject[] {
    this.#byUid.set(object.uid, object);
    return this.link(object);
  }

  remove(object: StoredObject) {
    // Never the entry of another object that came to the same uid.
    if (this.#byUid.get(object.uid) === object) {
      this.#byUid.delete(object.uid);
    }
    this.unlink(object);
  }

  /** Takes up what an object says of others. Returns the events that have to go for it. */
  link(object: StoredObject): StoredObject[] {
    if (object.table.kind === 'Event') {
      return this.#events.add(object);
    }
    for (const owner of object.ownerUids) {
      this.#byOwner.add(owner, object);
    }
    for (const reference of object.references) {
      this.#byReference.add(reference, object);
    }
    return [];
  }

  /** Forgets what an object says of others. To be called before it changes. */
  unlink(object: StoredObject) {
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

  /** The same uids, for keeping: siblings share one array, and with it the strings. */
  internedOwners(uids: readonly string[]): readonly string[] {
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
}
