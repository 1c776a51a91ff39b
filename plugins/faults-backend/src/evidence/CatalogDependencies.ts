import { WORKLOAD_KINDS } from '@groundcrew/plugin-clusters-common';
import type {
  ClustersService,
  ObjectChange,
  Unsubscribe,
} from '@groundcrew/plugin-clusters-node';
import { evidenceKeys } from '../engine/evidenceKeys';
import type { EntityLinks } from '../entities';
import { workloadsIn } from '../topology';

/** Labels of a workload seldom change; when they do, this is how long that goes unnoticed. */
const REBUILD_MS = 60_000;
const MOST_NAMESPACES = 5_000;

/** Options of {@link CatalogDependencies.create}. */
export interface CatalogDependenciesOptions {
  clusters: Pick<ClustersService, 'store' | 'subscribe'>;
  links: EntityLinks;
  /** Told what may be known now, by the keys of `evidenceKeys`. */
  onLearnt: (cluster: string, keys: string[]) => void;
  /** Milliseconds of a clock that only goes forward. */
  now?: () => number;
}

interface NamespaceDependencies {
  cluster: string;
  namespace: string;
  builtAt: number;
  /** By name of the workload. */
  byName: ReadonlyMap<string, readonly string[]>;
}

/** Which workloads of a namespace depend on which, as their entities say: worked out when it is asked for, for a namespace at once. */
export class CatalogDependencies {
  readonly #options: CatalogDependenciesOptions;
  readonly #now: () => number;
  readonly #known = new Map<string, NamespaceDependencies>();
  #unsubscribe: Unsubscribe[] = [];

  static create(options: CatalogDependenciesOptions): CatalogDependencies {
    return new CatalogDependencies(options);
  }

  private constructor(options: CatalogDependenciesOptions) {
    this.#options = options;
    this.#now = options.now ?? (() => performance.now());
  }

  start(): void {
    const { clusters, links } = this.#options;
    this.#unsubscribe = [
      clusters.subscribe({ kinds: WORKLOAD_KINDS }, changes =>
        this.#changed(changes),
      ),
      links.subscribe(() => {
        for (const known of [...this.#known.values()]) {
          this.#invalidate(known);
        }
      }),
    ];
  }

  stop(): void {
    for (const unsubscribe of this.#unsubscribe.splice(0)) {
      unsubscribe();
    }
  }

  /** Undefined while the catalog has not answered, and where the catalog does not know the workload. */
  of(
    cluster: string,
    { name, namespace }: { name: string; namespace: string },
  ): string[] | undefined {
    const names = this.#namespace(cluster, namespace).byName.get(name);
    return names && [...names];
  }

  /** A cluster is gone. */
  forget(cluster: string): void {
    for (const [key, known] of this.#known) {
      if (known.cluster === cluster) {
        this.#known.delete(key);
      }
    }
  }

  #namespace(cluster: string, namespace: string): NamespaceDependencies {
    const key = keyOf(cluster, namespace);
    const known = this.#known.get(key);
    const now = this.#now();
    if (known && now - known.builtAt < REBUILD_MS) {
      return known;
    }
    this.#known.delete(key);
    for (const oldest of this.#known.keys()) {
      if (this.#known.size < MOST_NAMESPACES) {
        break;
      }
      this.#known.delete(oldest);
    }
    const built = {
      cluster,
      namespace,
      builtAt: now,
      byName: this.#build(cluster, namespace),
    };
    this.#known.set(key, built);
    return built;
  }

  #build(cluster: string, namespace: string) {
    const { clusters, links } = this.#options;
    if (!links.isKnown) {
      return new Map<string, string[]>();
    }
    const linked = workloadsIn(clusters.store(cluster), namespace).map(
      workload => ({
        name: workload.metadata?.name ?? '',
        entities: links.entitiesOfWorkload(cluster, workload),
      }),
    );
    const namesOf = new Map<string, string[]>();
    for (const { entities, name } of linked) {
      for (const { ref } of entities) {
        namesOf.set(ref, [...(namesOf.get(ref) ?? []), name]);
      }
    }
    return new Map(
      linked
        .filter(({ entities }) => entities.length > 0)
        .map(({ entities, name }) => {
          const needed = new Set(
            entities
              .flatMap(({ dependsOn }) => dependsOn)
              .flatMap(ref => namesOf.get(ref) ?? []),
          );
          needed.delete(name);
          return [name, [...needed].sort()] as const;
        }),
    );
  }

  #changed(changes: readonly ObjectChange[]): void {
    for (const { cluster, namespace = '', ownerUids, type } of changes) {
      const known = this.#known.get(keyOf(cluster, namespace));
      // What belongs to another workload, as the Jobs of a CronJob, is found by that.
      if (known && type !== 'modified' && ownerUids.length === 0) {
        this.#invalidate(known);
      }
    }
  }

  #invalidate({ cluster, namespace }: NamespaceDependencies): void {
    this.#known.delete(keyOf(cluster, namespace));
    this.#options.onLearnt(cluster, [evidenceKeys.dependencies(namespace)]);
  }
}

function keyOf(cluster: string, namespace: string): string {
  return `${cluster}\n${namespace}`;
}
