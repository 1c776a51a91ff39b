import type {
  KindName,
  KubernetesObject,
  ObjectChange,
  ObjectKey,
  ObjectStore,
} from '@groundcrew/plugin-clusters-node';

/** More would take too much memory: these are read anew each time. */
const MOST_OBJECTS = 20_000;
/** What nobody has asked for that long is let go. */
const UNUSED_MS = 60_000;

interface KeptList {
  objects: Map<string, KubernetesObject>;
  /** What has changed since it was read. */
  changed: Map<string, ObjectKey>;
  usedAt: number;
}

/**
 * All objects of a kind in a cluster, for those few who need to see all of them: kept while they are asked for, so that a change costs
 * what changed, and not as much as there is.
 */
export class KeptLists {
  readonly #lists = new Map<KindName, KeptList>();

  static create(): KeptLists {
    return new KeptLists();
  }

  private constructor() {}

  /** Told of every change, in their order. */
  changed({ kind, name, namespace }: ObjectChange): void {
    this.#lists.get(kind)?.changed.set(nameOf({ name, namespace }), {
      name,
      namespace,
    });
  }

  /** What the store holds of a kind. Shared by all who ask: not to be changed. */
  list(kind: KindName, store: ObjectStore, now: number): KubernetesObject[] {
    if (store.count(kind) > MOST_OBJECTS) {
      this.#lists.delete(kind);
      return store.list(kind);
    }
    const kept = this.#lists.get(kind) ?? read(kind, store);
    this.#lists.set(kind, kept);
    kept.usedAt = now;
    for (const [id, key] of kept.changed) {
      const object = store.get(kind, key);
      if (object) {
        kept.objects.set(id, object);
      } else {
        kept.objects.delete(id);
      }
    }
    kept.changed.clear();
    return [...kept.objects.values()];
  }

  letGoOfUnused(now: number): void {
    for (const [kind, { usedAt }] of this.#lists) {
      if (now - usedAt > UNUSED_MS) {
        this.#lists.delete(kind);
      }
    }
  }
}

function read(kind: KindName, store: ObjectStore): KeptList {
  return {
    objects: new Map(
      store.list(kind).map((object: KubernetesObject) => [
        nameOf({
          name: object.metadata?.name ?? '',
          namespace: object.metadata?.namespace,
        }),
        object,
      ]),
    ),
    changed: new Map(),
    usedAt: 0,
  };
}

function nameOf({ name, namespace = '' }: ObjectKey): string {
  return `${namespace}/${name}`;
}
