import type { Freshness } from '@groundcrew/plugin-clusters-common';
import { hideConfiguration } from '../admission/hideConfiguration';
import type { Unsubscribe } from '../ClustersService';
import type { EntityObjects } from '../EntityObjects';
import type { ClusterHub } from '../hub/ClusterHub';
import type { HubCluster } from '../hub/HubCluster';
import type { KubernetesObject } from '../kubernetesObjects';
import { decode } from '../store/readIncoming';
import type { StoredObject } from '../store/StoredObject';
import { CollectedPlace, collectPlaces } from './collectPlaces';
import type { EntityLink } from './entityLinkOf';
import type { InterestIndex } from './InterestIndex';

export interface LinkedObjectsOptions {
  hub: ClusterHub;
  link: EntityLink;
  interests: InterestIndex<LinkedObjects>;
  coalesceMilliseconds: number;
  nextRevision: () => string;
}

/** What was decoded from what. */
interface Decoded {
  json: string;
  object: KubernetesObject;
}

/** The objects behind one set of annotations, worked out when somebody asks after something relevant changed. */
export class LinkedObjects {
  readonly link: EntityLink;
  /** In milliseconds since the epoch. */
  usedAt = 0;
  readonly #options: LinkedObjectsOptions;
  readonly #watchers = new Set<{ onChange: () => void }>();
  #interests = new Map<string, Set<string>>();
  /** By cluster and uid: what did not change need not be decoded again. */
  #decoded = new Map<string, Decoded>();
  #places: CollectedPlace[] = [];
  #isDirty = true;
  #isDisposed = false;
  #revision = '';
  #standing = '';
  #timer?: NodeJS.Timeout;
  #lastCost = 0;

  private constructor(options: LinkedObjectsOptions) {
    this.#options = options;
    this.link = options.link;
  }

  static create(options: LinkedObjectsOptions): LinkedObjects {
    return new LinkedObjects(options);
  }

  get isWatched(): boolean {
    return this.#watchers.size > 0;
  }

  objects(): EntityObjects {
    this.#refresh();
    const { hub, link } = this.#options;
    const freshness = new Map(
      this.#clusters().map(cluster => [cluster.name, freshnessOf(cluster)]),
    );
    const places = this.#places.map(place => ({
      ...place,
      target: hub.cluster(place.cluster).targetOf(place.namespace),
      freshness: freshness.get(place.cluster) ?? {},
    }));
    const clusters = this.#clusters().map(cluster => ({
      cluster: cluster.name,
      environment: cluster.targetOf().environment,
      freshness: freshness.get(cluster.name) ?? {},
    }));
    // `observedAt` moves all the time without anything being different.
    const standing = JSON.stringify(
      clusters.map(
        ({ cluster, environment, freshness: { stale, incomplete } }) => [
          cluster,
          environment,
          stale,
          incomplete,
        ],
      ),
    );
    if (standing !== this.#standing) {
      this.#standing = standing;
      this.#revision = this.#options.nextRevision();
    }
    return {
      revision: this.#revision,
      link: {
        type: 'selector',
        selector: link.selector,
        namespace: link.namespace,
        cluster: link.cluster,
        ...(link.problem ? { problem: link.problem } : {}),
      },
      places,
      clusters,
    };
  }

  watch(onChange: () => void): Unsubscribe {
    const watcher = { onChange };
    this.#watchers.add(watcher);
    return () => {
      this.#watchers.delete(watcher);
      if (this.#watchers.size === 0) {
        clearTimeout(this.#timer);
        this.#timer = undefined;
      }
    };
  }

  /** Something that it depends on may have changed. */
  invalidate() {
    this.#isDirty = true;
    this.#schedule();
  }

  /** The state of a cluster, or of one of its kinds, changed. */
  stateChanged() {
    this.#schedule();
  }

  /** Has no effect on the answer; only that nothing is told any more. */
  dispose() {
    this.#isDisposed = true;
    clearTimeout(this.#timer);
    this.#register(new Map());
  }

  #schedule() {
    if (this.#timer || this.#watchers.size === 0) {
      return;
    }
    // Something large that changes all the time must not keep the process busy with nothing else.
    const delay = Math.max(
      this.#options.coalesceMilliseconds,
      this.#lastCost * 10,
    );
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      // Also works out anew what to listen to, so that what follows is heard of even if no watcher asks.
      this.#refresh();
      for (const watcher of [...this.#watchers]) {
        this.#options.hub.dispatcher.isolated(() => watcher.onChange());
      }
    }, delay);
    this.#timer.unref();
  }

  #clusters(): HubCluster[] {
    const { hub, link } = this.#options;
    if (link.cluster === undefined) {
      return hub.clusters();
    }
    const cluster = hub.find(link.cluster);
    return cluster ? [cluster] : [];
  }

  #refresh() {
    if (!this.#isDirty && !this.#isDisposed) {
      return;
    }
    this.#isDirty = false;
    const startedAt = performance.now();
    const interests = new Map<string, Set<string>>();
    const decoded = new Map<string, Decoded>();
    this.#places = collectPlaces({
      link: this.link,
      clusters: this.#clusters(),
      allClusters: this.#options.hub.clusters(),
      note: (cluster, interest) => {
        const known = interests.get(cluster.name);
        if (known) {
          known.add(interest);
        } else {
          interests.set(cluster.name, new Set([interest]));
        }
      },
      decode: (cluster, object) => this.#decode(decoded, cluster, object),
    });
    this.#decoded = decoded;
    this.#register(this.#isDisposed ? new Map() : interests);
    this.#revision = this.#options.nextRevision();
    this.#lastCost = performance.now() - startedAt;
  }

  #decode(
    decoded: Map<string, Decoded>,
    cluster: HubCluster,
    stored: StoredObject,
  ): KubernetesObject {
    const key = `${cluster.name}/${stored.uid}`;
    const now = decoded.get(key) ?? this.#decoded.get(key);
    if (now && now.json === stored.json) {
      decoded.set(key, now);
      return now.object;
    }
    const { kind, apiVersion } = stored.table;
    const object = hideConfiguration(
      kind,
      decode(kind, apiVersion, stored.json),
    );
    decoded.set(key, { json: stored.json, object });
    return object;
  }

  #register(interests: Map<string, Set<string>>) {
    const index = this.#options.interests;
    for (const [cluster, before] of this.#interests) {
      const after = interests.get(cluster);
      for (const interest of before) {
        if (!after?.has(interest)) {
          index.remove(cluster, interest, this);
        }
      }
    }
    for (const [cluster, after] of interests) {
      const before = this.#interests.get(cluster);
      for (const interest of after) {
        if (!before?.has(interest)) {
          index.add(cluster, interest, this);
        }
      }
    }
    this.#interests = interests;
  }
}

/** Kinds without which a workload cannot be shown as it is. */
const ESSENTIAL_KINDS = [
  'Pod',
  'Deployment',
  'ReplicaSet',
  'StatefulSet',
  'DaemonSet',
  'Job',
  'CronJob',
];

/** The freshness of what an entity shows of a cluster: that of its stalest essential kind. */
function freshnessOf(cluster: HubCluster): Freshness {
  const whole = cluster.freshness();
  if (whole.stale) {
    return whole;
  }
  let incomplete: string | undefined;
  for (const kind of ESSENTIAL_KINDS) {
    const freshness = cluster.freshness(kind);
    incomplete ??= freshness.incomplete && `${kind}: ${freshness.incomplete}`;
    if (freshness.stale) {
      const { reason, since } = freshness.stale;
      return { ...whole, stale: { reason: `${kind}: ${reason}`, since } };
    }
  }
  return incomplete ? { ...whole, incomplete } : whole;
}
