import type { StoredObject } from './StoredObject';

/**
 * How many events are kept at most.
 *
 * @public
 */
export interface EventLimits {
  /** Of one object; default 20. */
  perObject?: number;
  /** Of one cluster; default 20 000. */
  perCluster?: number;
}

/**
 * The events of one cluster by the object that they tell of, bounded: the newest of each object, and a number in total.
 */
export class EventIndex {
  readonly #perObject: number;
  readonly #perCluster: number;
  /** Oldest first. */
  readonly #bySubject = new Map<string, StoredObject[]>();
  /** In the order in which they came or changed. */
  readonly #all = new Set<StoredObject>();
  /** Events up to this time were let go to make room; a later list must not bring them back. */
  #forgottenUntil = 0;

  constructor(limits: EventLimits = {}) {
    this.#perObject = limits.perObject ?? 20;
    this.#perCluster = limits.perCluster ?? 20_000;
  }

  get size(): number {
    return this.#all.size;
  }

  /** Whether an event that is not held would be let go at once, because there are enough newer ones. */
  isTooOld(subject: string, time: number): boolean {
    const held = this.#bySubject.get(subject);
    return (
      (held !== undefined &&
        held.length >= this.#perObject &&
        time < held[0].time) ||
      (this.#forgottenUntil > 0 && time <= this.#forgottenUntil)
    );
  }

  /** Adds an event. Returns those that have to go. */
  add(event: StoredObject): StoredObject[] {
    const evicted: StoredObject[] = [];
    const subject = event.ownerUids[0] ?? '';
    const held = this.#bySubject.get(subject);
    if (!held) {
      this.#bySubject.set(subject, [event]);
    } else {
      let index = held.length;
      while (index > 0 && held[index - 1].time > event.time) {
        index--;
      }
      held.splice(index, 0, event);
      if (held.length > this.#perObject) {
        evicted.push(held[0]);
      }
    }
    this.#all.add(event);
    if (this.#all.size - evicted.length > this.#perCluster) {
      for (const oldest of this.#all) {
        if (oldest !== event && oldest !== evicted[0]) {
          evicted.push(oldest);
          this.#forgottenUntil = Math.max(this.#forgottenUntil, oldest.time);
          break;
        }
      }
    }
    return evicted;
  }

  remove(event: StoredObject) {
    if (!this.#all.delete(event)) {
      return;
    }
    const subject = event.ownerUids[0] ?? '';
    const left = this.#bySubject.get(subject)?.filter(e => e !== event) ?? [];
    if (left.length > 0) {
      this.#bySubject.set(subject, left);
    } else {
      this.#bySubject.delete(subject);
    }
  }

  /** The events about an object, newest last. */
  of(subject: string): readonly StoredObject[] {
    return this.#bySubject.get(subject) ?? [];
  }
}
