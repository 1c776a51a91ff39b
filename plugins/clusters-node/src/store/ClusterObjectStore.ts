import type { Freshness, KindState } from '@groundcrew/plugin-clusters-common';
import { hideConfiguration } from '../admission/hideConfiguration';
import type {
  KindName,
  KubernetesObject,
  ObjectOf,
} from '../kubernetesObjects';
import type { ListQuery, ObjectKey, ObjectStore } from '../ObjectStore';
import type { ClusterStore } from './ClusterStore';
import { decode } from './readIncoming';
import type { StoredObject } from './StoredObject';

export interface ClusterObjectStoreOptions {
  cluster: string;
  store: ClusterStore;
  freshness: (kind?: string) => Freshness;
  kinds: () => KindState[];
}

/** Reads a {@link ClusterStore}, with values of configuration shown or hidden. */
export class ClusterObjectStore implements ObjectStore {
  readonly cluster: string;
  readonly #options: ClusterObjectStoreOptions;
  readonly #store: ClusterStore;
  readonly #hidden: boolean;

  private constructor(options: ClusterObjectStoreOptions, hidden: boolean) {
    this.cluster = options.cluster;
    this.#options = options;
    this.#store = options.store;
    this.#hidden = hidden;
  }

  static create(options: ClusterObjectStoreOptions): ClusterObjectStore {
    return new ClusterObjectStore(options, true);
  }

  withConfiguration(): ObjectStore {
    return new ClusterObjectStore(this.#options, false);
  }

  list<K extends KindName>(kind: K, query?: ListQuery): ObjectOf<K>[] {
    const table = this.#store.tableOrUndefined(kind);
    return table
      ? Array.from(table.objects(query), object => this.read<K>(object))
      : [];
  }

  get<K extends KindName>(kind: K, key: ObjectKey): ObjectOf<K> | undefined {
    const object = this.#find(kind, key);
    return object && this.read<K>(object);
  }

  has(kind: KindName, key: ObjectKey): boolean {
    return this.#find(kind, key) !== undefined;
  }

  byUid(uid: string): KubernetesObject | undefined {
    const object = this.#store.byUid(uid);
    return object && this.read(object);
  }

  ownedBy(uid: string): KubernetesObject[] {
    return Array.from(this.#store.ownedBy(uid), object => this.read(object));
  }

  eventsOf(uid: string): ObjectOf<'Event'>[] {
    return this.#store.eventsOf(uid).map(event => this.read<'Event'>(event));
  }

  count(kind: KindName): number {
    return this.#store.tableOrUndefined(kind)?.size ?? 0;
  }

  freshness(kind?: KindName): Freshness {
    return this.#options.freshness(kind);
  }

  kinds(): KindState[] {
    return this.#options.kinds();
  }

  /** Decodes an object that the store holds. */
  read<K extends KindName>(stored: StoredObject): ObjectOf<K> {
    const { kind, apiVersion } = stored.table;
    const object = decode(kind, apiVersion, stored.json);
    return (
      this.#hidden ? hideConfiguration(kind, object) : object
    ) as ObjectOf<K>;
  }

  #find(kind: KindName, key: ObjectKey): StoredObject | undefined {
    return this.#store
      .tableOrUndefined(kind)
      ?.get(key.namespace ?? '', key.name);
  }
}
