import type {
  ClustersService,
  ObjectKey,
} from '@groundcrew/plugin-clusters-node';
import { followHealth, type FollowedHealth } from './followHealth';
import { healthOf, SERVING_KINDS, type ServingKind } from './healthOf';
import type { ObservedSpan, WorkloadSpan } from './HealthStore';

/** Options of {@link ClusterJournal.create}. */
export interface ClusterJournalOptions {
  cluster: string;
  clusters: Pick<ClustersService, 'store' | 'targetOf'>;
  /** What was left open when it was written down last. */
  open: readonly WorkloadSpan[];
  onTransition: (health: WorkloadSpan['health']) => void;
  /** Milliseconds since 1970. */
  now: () => number;
}

interface Followed extends FollowedHealth {
  kind: ServingKind;
  key: ObjectKey;
  uid: string;
  environment?: string;
}

/** What there is to write. */
export interface Unwritten {
  workloads: WorkloadSpan[];
  observed: ObservedSpan[];
}

/** Follows the health of the workloads of one cluster, and holds what is not written down yet. */
export class ClusterJournal {
  readonly #options: ClusterJournalOptions;
  readonly #followed = new Map<string, Followed>();
  readonly #unwritten = new Map<string, WorkloadSpan>();
  readonly #unwrittenObserved = new Map<number, ObservedSpan>();
  #observed: ObservedSpan | undefined;

  /** Goes on from what was left open, with what is there now. */
  static create(options: ClusterJournalOptions): ClusterJournal {
    const journal = new ClusterJournal(options);
    for (const span of options.open) {
      journal.#adopt(span);
    }
    return journal;
  }

  private constructor(options: ClusterJournalOptions) {
    this.#options = options;
  }

  /** How many spans are not written down yet. */
  get unwrittenCount(): number {
    return this.#unwritten.size;
  }

  /** How many workloads are in which state. */
  countByHealth(): Map<string, number> {
    const counts = new Map<string, number>();
    for (const { health = 'starting' } of this.#followed.values()) {
      counts.set(health, (counts.get(health) ?? 0) + 1);
    }
    return counts;
  }

  /** The cluster was heard of; if nobody looked before, all of it is looked at. */
  heardOf(at: number): void {
    const { cluster, now } = this.#options;
    if (this.#observed) {
      const { from, to } = this.#observed;
      this.#keepObserved({ cluster, from, to: Math.max(to, at) });
      this.#lookAtStarting();
    } else {
      const from = now();
      this.#keepObserved({ cluster, from, to: from });
      this.#lookAtAll();
    }
  }

  /** Nobody hears of the cluster any more: what comes next is not known. */
  lost(): void {
    this.#observed = undefined;
  }

  /** Looks at a workload that may have changed, or be gone. */
  lookAt(kind: ServingKind, key: ObjectKey): void {
    const { cluster, clusters, now, onTransition } = this.#options;
    const id = idOf(kind, key);
    const known = this.#followed.get(id);
    const object = clusters.store(cluster).get(kind, key);
    if (!object) {
      this.#end(known);
      this.#followed.delete(id);
      return;
    }
    const health = followHealth(known, healthOf(kind, object), now());
    if (known && health.health === known.health) {
      this.#followed.set(id, { ...known, ...health });
      return;
    }
    const next: Followed = {
      ...health,
      kind,
      key,
      uid: object.metadata?.uid ?? '',
      environment: clusters.targetOf(cluster, key.namespace).environment,
    };
    this.#followed.set(id, next);
    if (next.health !== undefined) {
      this.#end(known);
      this.#keep(next);
      onTransition(next.health);
    }
  }

  /** What there is to write now. It stays until {@link ClusterJournal.written} is told of it. */
  unwritten(): Unwritten {
    return {
      workloads: [...this.#unwritten.values()],
      observed: [...this.#unwrittenObserved.values()],
    };
  }

  /** What has changed meanwhile is still to be written. */
  written({ observed, workloads }: Unwritten): void {
    for (const span of workloads) {
      forget(this.#unwritten, spanId(span), span);
    }
    for (const span of observed) {
      forget(this.#unwrittenObserved, span.from, span);
    }
  }

  #adopt(span: WorkloadSpan): void {
    const { name, namespace, to: _, ...same } = span;
    const key = { namespace, name };
    const id = idOf(span.kind, key);
    // Two are open where two replicas wrote at once: the newer one goes on.
    this.#end(this.#followed.get(id));
    this.#followed.set(id, { ...same, key });
  }

  #lookAtAll(): void {
    const { cluster, clusters } = this.#options;
    const known = new Set(this.#followed.keys());
    for (const kind of SERVING_KINDS) {
      for (const { metadata } of clusters.store(cluster).list(kind)) {
        const key = {
          namespace: metadata?.namespace,
          name: metadata?.name ?? '',
        };
        known.delete(idOf(kind, key));
        this.lookAt(kind, key);
      }
    }
    for (const id of known) {
      const { key, kind } = this.#followed.get(id)!;
      this.lookAt(kind, key);
    }
  }

  /** Time alone makes them count. */
  #lookAtStarting(): void {
    for (const { key, kind, startingSince } of [...this.#followed.values()]) {
      if (startingSince !== undefined) {
        this.lookAt(kind, key);
      }
    }
  }

  #end(followed: Followed | undefined): void {
    if (followed) {
      this.#keep(followed, this.#options.now());
    }
  }

  #keep(followed: Followed, to?: number): void {
    const { environment, from, health, key, kind, uid } = followed;
    if (health === undefined) {
      return;
    }
    const { cluster } = this.#options;
    const { name, namespace = '' } = key;
    const workload = { cluster, namespace, kind, name, uid, environment };
    const span = { ...workload, health, from, to };
    this.#unwritten.set(spanId(span), span);
  }

  #keepObserved(span: ObservedSpan): void {
    this.#observed = span;
    this.#unwrittenObserved.set(span.from, span);
  }
}

/** Unless something newer has taken its place. */
function forget<K, V>(unwritten: Map<K, V>, key: K, value: V): void {
  if (unwritten.get(key) === value) {
    unwritten.delete(key);
  }
}

function idOf(kind: string, { name, namespace = '' }: ObjectKey): string {
  return `${kind}/${namespace}/${name}`;
}

/** As the database tells them apart. */
function spanId({ from, kind, name, namespace }: WorkloadSpan): string {
  return `${idOf(kind, { name, namespace })}/${from}`;
}
