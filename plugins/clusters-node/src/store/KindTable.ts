import { LabelIndex } from './LabelIndex';
import type { LabelSelector } from '../LabelSelector';
import { matchesLabels } from '../selectors/matchesLabels';
import type { StoredObject } from './StoredObject';

/** The objects of one kind in one cluster. */
export class KindTable {
  readonly labels = new LabelIndex<StoredObject>();
  /** Counts the lists that were taken in. */
  generation = 0;
  /** Objects that were not kept, since the last list. */
  dropped = 0;
  readonly #namespaces = new Map<string, Map<string, StoredObject>>();
  #size = 0;

  constructor(readonly kind: string, readonly apiVersion: string) {}

  get size(): number {
    return this.#size;
  }

  get(namespace: string, name: string): StoredObject | undefined {
    return this.#namespaces.get(namespace)?.get(name);
  }

  add(object: StoredObject) {
    let names = this.#namespaces.get(object.namespace);
    if (!names) {
      names = new Map();
      this.#namespaces.set(object.namespace, names);
    }
    names.set(object.name, object);
    this.labels.add(object.labelSet, object);
    this.#size++;
  }

  remove(object: StoredObject) {
    const names = this.#namespaces.get(object.namespace);
    if (names?.get(object.name) !== object) {
      return;
    }
    names.delete(object.name);
    if (names.size === 0) {
      this.#namespaces.delete(object.namespace);
    }
    this.labels.remove(object.labelSet, object);
    this.#size--;
  }

  namespaces(): Iterable<string> {
    return this.#namespaces.keys();
  }

  *objects(
    query: { namespace?: string; selector?: LabelSelector } = {},
  ): Iterable<StoredObject> {
    const { namespace, selector } = query;
    if (selector?.some(requirement => requirement.operator === 'in')) {
      for (const object of this.labels.select(selector)) {
        if (namespace === undefined || object.namespace === namespace) {
          yield object;
        }
      }
      return;
    }
    const names =
      namespace === undefined
        ? this.#namespaces.values()
        : [this.#namespaces.get(namespace) ?? new Map<string, StoredObject>()];
    for (const objects of names) {
      for (const object of objects.values()) {
        if (!selector || matchesLabels(selector, object.labelSet.labels)) {
          yield object;
        }
      }
    }
  }
}
