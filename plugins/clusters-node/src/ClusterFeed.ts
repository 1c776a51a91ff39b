import type {
  ClusterList,
  ClusterView,
  KindState,
  WatchedKind,
} from '@groundcrew/plugin-clusters-common';
import type { ClusterClient } from './clients/ClusterClient';
import type { ClusterMetrics, HeldObjects } from './ClusterMetrics';
import type { LiveReader } from './live/LiveReader';
import type { specDigest } from './specDigest';
import type { ObjectLimits } from './store/ObjectBudget';

/**
 * An object as the API server sent it, before redaction.
 *
 * @public
 */
export interface RawObject {
  apiVersion?: string;
  kind?: string;
  metadata?: {
    name?: string;
    namespace?: string;
    uid?: string;
    resourceVersion?: string;
  };
  /**
   * Of its spec, as it was sent. The same for the same object, later: its spec has not changed, and what was made of it
   * need not be made again.
   */
  [specDigest]?: string;
}

/**
 * What a watch says of one object.
 *
 * @public
 */
export type WatchEventType = 'ADDED' | 'MODIFIED' | 'DELETED';

/**
 * What config says of a namespace, for when the Namespace itself says nothing.
 *
 * @public
 */
export interface NamespaceDescription {
  environment?: string;
  /** Entity reference of the owning group; kind and namespace default to `group` and `default`. */
  owner?: string;
}

/**
 * A cluster as config, catalog or registry describe it.
 *
 * @public
 */
export interface ClusterDescription {
  /** Unique in the process. */
  name: string;
  title?: string;
  origin: ClusterView['origin'];
  region?: string;
  provider?: string;
  dashboardUrl?: string;
  /** The environment of everything in the cluster, unless a Namespace or `namespaces` says otherwise. */
  environment?: string;
  /** The owner of everything in the cluster, unless a Namespace or `namespaces` says otherwise. */
  owner?: string;
  /** By name of the namespace. */
  namespaces?: Readonly<Record<string, NamespaceDescription>>;
  /** The kinds that are fed. Left out, all of `WATCHED_KINDS`. */
  kinds?: readonly WatchedKind[];
}

/**
 * What is known of a cluster by asking it. What is left out stays as it is; an explicit `undefined` removes it.
 *
 * @remarks
 *
 * `kinds` and `freshness` are not among it: the hub works them out.
 *
 * @public
 */
export type ClusterStateUpdate = Partial<
  Pick<
    ClusterView,
    | 'title'
    | 'region'
    | 'provider'
    | 'dashboardUrl'
    | 'version'
    | 'state'
    | 'message'
    | 'health'
    | 'nodes'
    | 'pods'
    | 'capacity'
  >
>;

/**
 * The state of the watch on one kind. The hub adds the number of objects and the freshness.
 *
 * @public
 */
export interface KindStateUpdate {
  state: KindState['state'];
  /** In words, why it is not `synced`. */
  message?: string;
  /** The RBAC rule that would let it be read. */
  rule?: KindState['rule'];
}

/**
 * What a relist changed, in numbers of objects.
 *
 * @public
 */
export interface ReplaceSummary {
  added: number;
  modified: number;
  deleted: number;
  unchanged: number;
  /** Objects that were not kept: no identity, or beyond the ceiling of the process. */
  dropped: number;
}

/**
 * Writes what one cluster holds. Every object is redacted on its way in.
 *
 * @public
 */
export interface ClusterWriter {
  readonly cluster: string;
  /**
   * Says how the cluster is changed, and read live. Replaces the client of before; nobody is given it any more once the
   * cluster is removed.
   */
  provideClient(client: ClusterClient): void;
  /** Says how logs and usage of the cluster are read. Replaces the reader of before. */
  provideLiveReader(reader: LiveReader): void;
  /** Says what is known of the cluster itself. Once it is `live`, a `message` of before is forgotten. */
  updateState(update: ClusterStateUpdate): void;
  /**
   * Takes a complete list of a kind, page by page, in place of what is held.
   *
   * @remarks
   *
   * What is new or different is visible, and announced, page by page; what is gone stays until the list is complete.
   * When `pages` throws, nothing is removed and the error is passed on. An object of unchanged uid and
   * resourceVersion is not announced. Only one list of a kind may be under way. Does not change the kind's state.
   */
  replace(
    kind: string,
    pages: AsyncIterable<readonly RawObject[]> | Iterable<readonly RawObject[]>,
  ): Promise<ReplaceSummary>;
  /** Takes one event of a watch. An object older than the one that is held is ignored. */
  apply(kind: string, type: WatchEventType, raw: RawObject): void;
  /** `synced` or `stale` keep the objects; so do `forbidden` and `absent`: use {@link ClusterWriter.clear} to forget them. */
  setKindState(kind: string, update: KindStateUpdate): void;
  /** Forgets all objects of a kind and announces that, for example when its CRD was removed. */
  clear(kind: string): void;
  /**
   * The cluster, or the watch on one of its kinds, was heard of.
   *
   * @param at - by the clock of this process
   * @param kind - left out, the cluster as a whole
   */
  observed(at: Date, kind?: string): void;
}

/**
 * The write side of the clusters service: for the clusters plugin alone.
 *
 * @public
 */
export interface ClusterFeed {
  /**
   * Adds a cluster, empty, with all its kinds `pending`.
   *
   * @throws ConflictError when there is one of that name.
   */
  addCluster(description: ClusterDescription): ClusterWriter;
  /** Forgets a cluster and all its objects. Its writer does nothing from then on. */
  removeCluster(name: string): void;
  /** Clusters that were left out, and why. The feeder sets them; the fleet page shows them. */
  problems: ClusterList['problems'];
  /** Sets how much the process keeps at most, over all clusters. Meant for the start. */
  setLimits(limits: ObjectLimits): void;
  /** Has somebody hear what the watch cache does. Replaces the one before. */
  setMetrics(metrics: ClusterMetrics): void;
  /** How many objects of each kind are held now. */
  held(): HeldObjects[];
}
