import {
  apiVersionOf,
  ENVIRONMENT_LABEL,
  Freshness,
  KindState,
  OWNER_ANNOTATION,
  ReadTarget,
  WATCHED_KINDS,
} from '@groundcrew/plugin-clusters-common';
import type { ClusterClient } from '../clients/ClusterClient';
import type {
  ClusterDescription,
  ClusterStateUpdate,
  KindStateUpdate,
} from '../ClusterFeed';
import type { ClusterState } from '../ClustersService';
import type { LiveReader } from '../live/LiveReader';
import type { ObjectStore } from '../ObjectStore';
import { ClusterObjectStore } from '../store/ClusterObjectStore';
import { ClusterStore } from '../store/ClusterStore';
import type { EventLimits } from '../store/EventIndex';
import type { ObjectBudget } from '../store/ObjectBudget';
import { decode } from '../store/readIncoming';
import type { StoreChange } from '../store/StoreChange';
import { ownerRefOrUndefined } from './ownerRef';

interface WatchState extends KindStateUpdate {
  apiVersion: string;
  observedAt?: Date;
  staleSince?: Date;
}

export interface HubClusterOptions {
  description: ClusterDescription;
  budget: ObjectBudget;
  events?: EventLimits;
  onChange: (cluster: HubCluster, change: StoreChange) => void;
}

/** One cluster in the hub: what it holds, what is known of it, and how fresh that is. */
export class HubCluster {
  readonly name: string;
  readonly store: ClusterStore;
  readonly objects: ClusterObjectStore;
  /** What changes it, once somebody has said how it is reached. */
  client?: ClusterClient;
  /** What reads from it what is in no object, once somebody has said how it is reached. */
  liveReader?: LiveReader;
  readonly #description: ClusterDescription;
  readonly #budget: ObjectBudget;
  readonly #watches = new Map<string, WatchState>();
  readonly #targets = new Map<string, ReadTarget>();
  #view: Omit<ClusterState, 'kinds' | 'freshness'>;
  #observedAt?: Date;
  #staleSince?: Date;

  constructor(options: HubClusterOptions) {
    const { description } = options;
    this.name = description.name;
    this.#description = description;
    this.#budget = options.budget;
    const kinds = description.kinds ?? WATCHED_KINDS;
    for (const kind of kinds) {
      this.#watches.set(kind.kind, {
        apiVersion: apiVersionOf(kind),
        state: 'pending',
      });
    }
    this.store = new ClusterStore({
      kinds,
      budget: options.budget,
      events: options.events,
      onChange: change => {
        if (change.kind === 'Namespace') {
          this.#targets.delete(change.name);
        }
        options.onChange(this, change);
      },
    });
    this.objects = ClusterObjectStore.create({
      cluster: this.name,
      store: this.store,
      freshness: kind => this.freshness(kind),
      kinds: () => this.kinds(),
    });
    this.#view = {
      name: this.name,
      title: description.title,
      environment: description.environment,
      region: description.region,
      provider: description.provider,
      origin: description.origin,
      dashboardUrl: description.dashboardUrl,
      state: 'connecting',
      nodes: { ready: 0, total: 0 },
      pods: { running: 0, total: 0 },
    };
  }

  view(): ClusterState {
    return {
      ...this.#view,
      freshness: this.freshness(),
      kinds: this.kinds().filter(kind => kind.state !== 'synced'),
    };
  }

  reader(): ObjectStore {
    return this.objects;
  }

  /** @returns whether anything is different now */
  updateState(update: ClusterStateUpdate): boolean {
    const before = JSON.stringify(this.#view);
    this.#view = {
      ...this.#view,
      ...(update.state === 'live' ? { message: undefined } : {}),
      ...update,
    };
    if (this.#view.state === 'live') {
      this.#staleSince = undefined;
    } else {
      this.#staleSince ??= new Date();
    }
    return JSON.stringify(this.#view) !== before;
  }

  /** @returns whether anything is different now */
  setKindState(kind: string, update: KindStateUpdate): boolean {
    const watch = this.#watch(kind);
    const isDifferent =
      watch.state !== update.state ||
      watch.message !== update.message ||
      JSON.stringify(watch.rule) !== JSON.stringify(update.rule);
    watch.state = update.state;
    watch.message = update.message;
    watch.rule = update.rule;
    if (update.state === 'synced') {
      watch.staleSince = undefined;
      watch.observedAt ??= new Date();
    } else {
      watch.staleSince ??= new Date();
    }
    return isDifferent;
  }

  observed(at: Date, kind?: string) {
    if (kind !== undefined) {
      const watch = this.#watch(kind);
      watch.observedAt = latest(watch.observedAt, at);
    }
    this.#observedAt = latest(this.#observedAt, at);
  }

  freshness(kind?: string): Freshness {
    const cluster = this.#clusterFreshness();
    const watch = kind === undefined ? undefined : this.#watches.get(kind);
    if (kind === undefined || !watch) {
      return cluster;
    }
    return {
      observedAt: watch.observedAt?.toISOString(),
      stale: this.#staleness(watch) ?? cluster.stale,
      ...(this.#isComplete(kind) ? {} : { incomplete: this.#limitMessage() }),
    };
  }

  kinds(): KindState[] {
    return Array.from(this.#watches, ([kind, watch]) => {
      const table = this.store.tableOrUndefined(kind);
      const isLimited = !this.#isComplete(kind);
      return {
        kind,
        apiVersion: watch.apiVersion,
        state:
          isLimited && watch.state === 'synced' ? 'incomplete' : watch.state,
        objects: table?.size ?? 0,
        freshness: this.freshness(kind),
        message:
          watch.message ?? (isLimited ? this.#limitMessage() : undefined),
        rule: watch.rule,
      };
    });
  }

  /** What read permissions are decided on; from the Namespace, or else from config, never from an entity. */
  targetOf(namespace?: string): ReadTarget {
    const key = namespace ?? '';
    const known = this.#targets.get(key);
    if (known) {
      return known;
    }
    const held = namespace
      ? this.store.tableOrUndefined('Namespace')?.get('', namespace)
      : undefined;
    const metadata = held && decode('Namespace', 'v1', held.json).metadata;
    const described = namespace
      ? ownEntry(this.#description.namespaces, namespace)
      : undefined;
    const target: ReadTarget = Object.freeze({
      cluster: this.name,
      namespace: namespace || undefined,
      environment:
        metadata?.labels?.[ENVIRONMENT_LABEL] ||
        described?.environment ||
        this.#description.environment,
      owner:
        ownerRefOrUndefined(metadata?.annotations?.[OWNER_ANNOTATION]) ??
        ownerRefOrUndefined(described?.owner) ??
        ownerRefOrUndefined(this.#description.owner),
    });
    // Only of namespaces that exist: names come from requests, too.
    if (held || !namespace) {
      this.#targets.set(key, target);
    }
    return target;
  }

  #clusterFreshness(): Freshness {
    const observedAt = this.#observedAt?.toISOString();
    if (this.#view.state === 'live' || !this.#staleSince) {
      return { observedAt };
    }
    return {
      observedAt,
      stale: {
        reason: this.#view.message ?? `the cluster is ${this.#view.state}`,
        since: this.#staleSince.toISOString(),
      },
    };
  }

  #staleness(watch: WatchState): Freshness['stale'] {
    if (watch.state !== 'stale' || !watch.staleSince) {
      return undefined;
    }
    return {
      reason: watch.message ?? 'the watch is being restored',
      since: watch.staleSince.toISOString(),
    };
  }

  #isComplete(kind: string): boolean {
    return !this.store.tableOrUndefined(kind)?.dropped;
  }

  #limitMessage(): string {
    const { maxObjects, maxBytes } = this.#budget;
    const mebibytes = Math.floor(maxBytes / 1024 ** 2);
    return `Groundcrew holds at most ${maxObjects} objects and ${mebibytes} MiB. An operator can raise groundcrew.clusters.maxObjects and groundcrew.clusters.maxBytes`;
  }

  #watch(kind: string): WatchState {
    let watch = this.#watches.get(kind);
    if (!watch) {
      watch = { apiVersion: '', state: 'pending' };
      this.#watches.set(kind, watch);
    }
    return watch;
  }
}

function ownEntry<T>(
  record: Readonly<Record<string, T>> | undefined,
  key: string,
): T | undefined {
  return record && Object.hasOwn(record, key) ? record[key] : undefined;
}

function latest(left: Date | undefined, right: Date): Date {
  return left && left > right ? left : right;
}
