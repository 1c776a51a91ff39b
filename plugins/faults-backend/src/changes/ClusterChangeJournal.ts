import { NotFoundError } from '@backstage/errors';
import { WATCHED_KINDS } from '@groundcrew/plugin-clusters-common';
import type {
  ClustersService,
  KubernetesObject,
  ObjectChange,
  ObjectStore,
} from '@groundcrew/plugin-clusters-node';
import { unknownKinds } from '../engine/unknownKinds';
import { describeChange } from './describeChange';
import { digestOf } from './digestOf';
import { JOURNALED_KINDS, KIND_FACTS } from './facts/kindFacts';
import type { ObjectDigest } from './ObjectDigest';
import type { RecordedChange } from './RecordedChange';

/** For so long the first look may keep everybody else of the process waiting, in milliseconds. */
const SLICE_MS = 10;
/** So many objects of one cluster are remembered; of others it is not noted what changes. */
const MOST_DIGESTS = 50_000;

const CLUSTER_SCOPED = new Set(
  WATCHED_KINDS.filter(({ namespaced }) => !namespaced).map(({ kind }) => kind),
);

/** Options of {@link ClusterChangeJournal.create}. */
export interface ClusterChangeJournalOptions {
  cluster: string;
  clusters: Pick<ClustersService, 'store'>;
  now: () => number;
  onChanges: (changes: RecordedChange[]) => void;
}

/** Remembers the objects of one cluster, and tells what changes of them. */
export class ClusterChangeJournal {
  readonly #options: ClusterChangeJournalOptions;
  readonly #digests = new Map<string, ObjectDigest>();
  /** Kinds of which everything that was there is remembered: what comes after that is new. */
  readonly #filled = new Set<string>();
  #filling: Promise<void> | undefined;
  #isStopped = false;

  static create(options: ClusterChangeJournalOptions): ClusterChangeJournal {
    return new ClusterChangeJournal(options);
  }

  private constructor(options: ClusterChangeJournalOptions) {
    this.#options = options;
  }

  get size(): number {
    return this.#digests.size;
  }

  /**
   * Takes note, without telling of anything, of what there is of kinds that are known whole now and were not before. Resolves
   * when that is done.
   */
  async follow(): Promise<void> {
    const store = this.#storeNow();
    for (const kind of store ? unknownKinds(store) : this.#filled) {
      this.#filled.delete(kind);
    }
    await this.#filling;
    this.#filling ??= this.#fill().finally(() => {
      this.#filling = undefined;
    });
    await this.#filling;
  }

  changed(changes: readonly ObjectChange[]): void {
    const store = this.#storeNow();
    if (!store) {
      return;
    }
    const recorded: RecordedChange[] = [];
    let unknown: ReadonlySet<string> | undefined;
    for (const change of changes) {
      const described =
        change.type === 'deleted'
          ? this.#deleted(change)
          : this.#appeared(change, store);
      if (described.length > 0 && this.#filled.has(change.kind)) {
        // Of a kind that is not known whole nobody knows what came and went. It takes long to find out for each change.
        unknown ??= new Set(unknownKinds(store));
        recorded.push(...(unknown.has(change.kind) ? [] : described));
      }
    }
    if (recorded.length > 0) {
      this.#options.onChanges(recorded);
    }
  }

  stop(): void {
    this.#isStopped = true;
  }

  #deleted({ cluster, kind, name, namespace, uid }: ObjectChange) {
    const key = keyOf(kind, namespace, name);
    const before = this.#digests.get(key);
    this.#digests.delete(key);
    // One that took its place is remembered already, and so is the end of the other.
    return before && before.uid === uid
      ? describeChange(before, undefined, {
          cluster,
          seenAt: this.#options.now(),
        })
      : [];
  }

  #appeared(
    { cluster, kind, name, namespace, type }: ObjectChange,
    store: ObjectStore,
  ) {
    const before = this.#digests.get(keyOf(kind, namespace, name));
    if (!before && !this.#filled.has(kind)) {
      // It will be looked at with all others of its kind.
      return [];
    }
    const object = store.get(kind, { namespace, name });
    if (before && object && isSameBut(before, object)) {
      return [];
    }
    const after = object && digestOf(kind, object);
    if (!after) {
      return [];
    }
    this.#remember(after);
    return before || type === 'added'
      ? describeChange(before, after, {
          cluster,
          seenAt: this.#options.now(),
          autoscaler: autoscalerOf(before, after, store),
        })
      : [];
  }

  #remember(digest: ObjectDigest): void {
    const key = keyOf(digest.kind, digest.namespace, digest.name);
    if (this.#digests.size < MOST_DIGESTS || this.#digests.has(key)) {
      this.#digests.set(key, digest);
    }
  }

  async #fill(): Promise<void> {
    const store = this.#storeNow();
    if (!store) {
      return;
    }
    const unknown = new Set(unknownKinds(store));
    const kinds = JOURNALED_KINDS.filter(
      kind => !this.#filled.has(kind) && !unknown.has(kind),
    );
    if (kinds.length === 0) {
      return;
    }
    const namespaces = unknown.has('Namespace')
      ? [undefined]
      : store.list('Namespace').map(({ metadata }) => metadata?.name);
    let startedAt = performance.now();
    for (const kind of kinds) {
      const places = CLUSTER_SCOPED.has(kind) ? [undefined] : namespaces;
      let seen = 0;
      for (const namespace of places) {
        if (performance.now() - startedAt > SLICE_MS) {
          await new Promise(resolve => {
            setImmediate(resolve);
          });
          startedAt = performance.now();
        }
        if (this.#isStopped) {
          return;
        }
        seen += this.#fillFrom(store, kind, namespace);
      }
      if (seen < store.count(kind)) {
        // A namespace may have come, or be known by what is in it alone.
        this.#fillFrom(store, kind);
      }
      this.#filled.add(kind);
    }
  }

  #fillFrom(store: ObjectStore, kind: string, namespace?: string): number {
    const objects = store.list(kind, { namespace });
    for (const object of objects) {
      const { name = '', namespace: where } = object.metadata ?? {};
      // What is remembered already may be about to be told of.
      if (!this.#digests.has(keyOf(kind, where, name))) {
        const digest = digestOf(kind, object);
        if (digest) {
          this.#remember(digest);
        }
      }
    }
    return objects.length;
  }

  /**
   * Asked for anew each time: a cluster may go, and come again under its name. With values of configuration, of which only
   * digests are remembered: to hide them first costs more than all the rest.
   */
  #storeNow(): ObjectStore | undefined {
    try {
      const { cluster, clusters } = this.#options;
      return clusters.store(cluster).withConfiguration();
    } catch (error) {
      if (error instanceof NotFoundError) {
        return undefined;
      }
      throw error;
    }
  }
}

/** Whether only its status, or something of no matter, has changed: the API server counts what is wanted of it. */
function isSameBut(
  { generation, kind, uid }: ObjectDigest,
  { metadata }: KubernetesObject,
): boolean {
  return (
    generation !== undefined &&
    KIND_FACTS[kind]?.isByGeneration === true &&
    metadata?.generation === generation &&
    metadata.uid === uid
  );
}

/** Looked up only where the number of replicas is another one. */
function autoscalerOf(
  before: ObjectDigest | undefined,
  { facts, kind, name, namespace }: ObjectDigest,
  store: ObjectStore,
): string | undefined {
  return before && before.facts.replicas !== facts.replicas
    ? store
        .list('HorizontalPodAutoscaler', { namespace })
        .find(
          ({ spec }) =>
            spec?.scaleTargetRef?.kind === kind &&
            spec.scaleTargetRef.name === name,
        )?.metadata?.name
    : undefined;
}

function keyOf(kind: string, namespace: string | undefined, name: string) {
  return `${kind} ${namespace ?? ''} ${name}`;
}
