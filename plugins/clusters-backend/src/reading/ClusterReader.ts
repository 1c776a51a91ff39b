import { NotFoundError, ServiceUnavailableError } from '@backstage/errors';
import {
  apiVersionOf,
  compareEnvironments,
  WATCHED_KINDS,
  type ClusterDetail,
  type ClusterList,
  type ClusterView,
  type EventList,
  type NodeView,
  type ObjectQuery,
  type ObjectView,
  type ReadTarget,
} from '@groundcrew/plugin-clusters-common';
import type {
  ClusterFeed,
  ClustersService,
  KubernetesObject,
  ObjectStore,
} from '@groundcrew/plugin-clusters-node';
import { eventView } from './eventView';
import { nodeViews } from './nodeViews';

/** More than this many events of one object and of what it owns help nobody. */
const MAX_EVENTS = 200;

/** Ends the walk over what an object owns: a Node may name a great many pods. */
const MAX_OWNED = 2_000;

/** Adding up what all pods ask of their nodes takes a while in a large cluster, and changes little from read to read. */
const NODE_LIST_MS = 3_000;

/** What a {@link ClusterReader} reads from. */
export interface ClusterReaderOptions {
  clusters: ClustersService;
  feed: Pick<ClusterFeed, 'problems'>;
  /** In the order in which they are shown. */
  environments: readonly string[];
}

/** Answers what the fleet page and the object views ask, from memory. Knows nothing of who asks. */
export class ClusterReader {
  readonly #clusters: ClustersService;
  readonly #feed: Pick<ClusterFeed, 'problems'>;
  readonly #environments: readonly string[];
  readonly #nodeLists = new Map<string, { until: number; list: NodeView[] }>();

  static create(options: ClusterReaderOptions): ClusterReader {
    return new ClusterReader(options);
  }

  private constructor(options: ClusterReaderOptions) {
    this.#clusters = options.clusters;
    this.#feed = options.feed;
    this.#environments = options.environments;
  }

  /** Clusters by environment, then by name. */
  list(): ClusterList {
    const items = [...this.#clusters.clusters()].sort(
      (left, right) =>
        compareEnvironments(
          left.environment,
          right.environment,
          this.#environments,
        ) || left.name.localeCompare(right.name, 'en'),
    );
    return {
      items,
      problems: [...this.#feed.problems],
      environments: [...this.#environments],
    };
  }

  /** @throws NotFoundError when there is no such cluster. */
  detail(name: string): ClusterDetail {
    const cluster = this.#cluster(name);
    const store = this.#clusters.store(name);
    return {
      ...cluster,
      kinds: store.kinds(),
      nodeList: this.#nodeList(store),
    };
  }

  /**
   * What the permission to read a cluster, or an object of it, is decided on.
   *
   * @throws NotFoundError when there is no such cluster.
   */
  targetOf(cluster: string, query?: ObjectQuery): ReadTarget {
    this.#cluster(cluster);
    return this.#clusters.targetOf(
      cluster,
      query?.kind === 'Namespace' ? query.name : namespaceOf(query),
    );
  }

  /**
   * @throws NotFoundError when there is no such cluster, kind or object.
   * @throws ServiceUnavailableError when the kind was not read yet.
   */
  object(
    cluster: string,
    query: ObjectQuery,
    options: { showConfiguration: boolean },
  ): ObjectView {
    const store = this.#clusters.store(cluster);
    const shown = options.showConfiguration ? store.withConfiguration() : store;
    const object = findObject(shown, query);
    return {
      ref: {
        cluster,
        kind: query.kind,
        namespace: object.metadata?.namespace,
        name: query.name,
      },
      object: withType(query.kind, object),
      configurationHidden: !options.showConfiguration,
      freshness: store.freshness(query.kind),
    };
  }

  /**
   * The events of an object and of what it owns, newest first.
   *
   * @param options - `includes` says of which places the reader may know: what an object owns may be elsewhere
   * @throws as {@link ClusterReader.object}
   */
  events(
    cluster: string,
    query: ObjectQuery,
    options: { includes: (target: ReadTarget) => boolean },
  ): EventList {
    const store = this.#clusters.store(cluster);
    const root = findObject(store, query);
    const items = withOwned(store, root)
      .filter(
        object =>
          object === root ||
          options.includes(
            this.#clusters.targetOf(cluster, object.metadata?.namespace),
          ),
      )
      .flatMap(({ metadata }) => store.eventsOf(metadata?.uid ?? ''))
      .map(event => eventView(cluster, event))
      .sort((left, right) =>
        (right.lastSeen ?? '').localeCompare(left.lastSeen ?? ''),
      )
      .slice(0, MAX_EVENTS);
    return { items, freshness: store.freshness('Event') };
  }

  #nodeList(store: ObjectStore): NodeView[] {
    const known = this.#nodeLists.get(store.cluster);
    if (known && known.until > Date.now()) {
      return known.list;
    }
    const list = nodeViews(store);
    this.#nodeLists.set(store.cluster, {
      list,
      until: Date.now() + NODE_LIST_MS,
    });
    return list;
  }

  #cluster(name: string): ClusterView {
    const cluster = this.#clusters.clusters().find(each => each.name === name);
    if (!cluster) {
      this.#nodeLists.delete(name);
      throw new NotFoundError(`There is no cluster '${name}'`);
    }
    return cluster;
  }
}

/** A namespace that is given for an object outside of any must not decide who may read it. */
function namespaceOf(query: ObjectQuery | undefined): string | undefined {
  const kind = WATCHED_KINDS.find(each => each.kind === query?.kind);
  return kind?.namespaced === false ? undefined : query?.namespace;
}

function findObject(store: ObjectStore, query: ObjectQuery): KubernetesObject {
  const kind = WATCHED_KINDS.find(each => each.kind === query.kind);
  if (!kind) {
    throw new NotFoundError(
      `Objects of kind '${
        query.kind
      }' are not watched. Those that are: ${WATCHED_KINDS.map(
        each => each.kind,
      ).join(', ')}`,
    );
  }
  const object = store.get(query.kind, {
    namespace: kind.namespaced ? query.namespace : undefined,
    name: query.name,
  });
  if (object) {
    return object;
  }

  const place = `cluster '${store.cluster}'`;
  const state = store.kinds().find(each => each.kind === query.kind);
  if (!state || state.state === 'pending') {
    throw new ServiceUnavailableError(
      `Objects of kind ${query.kind} were not read from ${place} yet. Try again in a moment`,
    );
  }
  if (state.state === 'forbidden') {
    throw new NotFoundError(
      `Groundcrew may not read objects of kind ${query.kind} in ${place}. An operator can allow it: see the cluster's page for the rule to add`,
    );
  }
  const name = query.namespace
    ? `${query.namespace}/${query.name}`
    : query.name;
  throw new NotFoundError(
    `There is no ${query.kind} ${name} in ${place}: it was deleted, or never existed`,
  );
}

/** The object first, then what it owns, what that owns, and so on. */
function withOwned(
  store: ObjectStore,
  root: KubernetesObject,
): KubernetesObject[] {
  const found = new Map([[root.metadata?.uid, root]]);
  // A Map visits what is added to it while it is walked.
  for (const uid of found.keys()) {
    for (const owned of uid ? store.ownedBy(uid) : []) {
      if (found.size < MAX_OWNED && !found.has(owned.metadata?.uid)) {
        found.set(owned.metadata?.uid, owned);
      }
    }
  }
  return [...found.values()];
}

/** Lists leave type fields out of their items; people expect them in YAML, and first. */
function withType(
  kindName: string,
  object: KubernetesObject,
): Record<string, unknown> {
  const kind = WATCHED_KINDS.find(each => each.kind === kindName);
  const { apiVersion, kind: _, metadata, ...rest } = object;
  const head = {
    apiVersion: apiVersion ?? (kind && apiVersionOf(kind)),
    kind: kindName,
    metadata,
  };
  if (!kind?.metadataOnly) {
    return { ...head, ...rest };
  }
  // The cache holds no more than metadata of these. Should it ever, it must not leave here.
  const { type } = rest as { type?: unknown };
  return type === undefined ? head : { ...head, type };
}
