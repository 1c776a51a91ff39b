import { randomBytes } from 'node:crypto';
import type { Entity } from '@backstage/catalog-model';
import type { Unsubscribe } from '../ClustersService';
import type { EntityObjects } from '../EntityObjects';
import type { ClusterHub, HubObserver } from '../hub/ClusterHub';
import type { HubCluster } from '../hub/HubCluster';
import { matchesLabels } from '../selectors/matchesLabels';
import type { StoreChange } from '../store/StoreChange';
import { entityLinkOf } from './entityLinkOf';
import { eachInterest, eachLabelInterest } from './interest';
import { InterestIndex } from './InterestIndex';
import { LinkedObjects } from './LinkedObjects';

export interface EntityDirectoryOptions {
  hub: ClusterHub;
  /** How many links are kept at most; default 2000. Those that are watched do not count. */
  maxLinks?: number;
  /** How long a link is kept after it was last asked for, in milliseconds; default 5 minutes. */
  idleMilliseconds?: number;
  /** How long changes are gathered before watchers are called, in milliseconds; default 50. */
  coalesceMilliseconds?: number;
  now?: () => number;
}

/**
 * The objects of entities, kept from one question to the next.
 *
 * @remarks
 *
 * Entities with the same annotations share one {@link LinkedObjects}. A change is looked up in an index of what those
 * depend on, so that it costs the same however many there are; nothing is computed before somebody asks, or watches.
 */
export class EntityDirectory implements HubObserver {
  readonly #hub: ClusterHub;
  readonly #links = new Map<string, LinkedObjects>();
  readonly #interests = new InterestIndex<LinkedObjects>();
  readonly #maxLinks: number;
  readonly #idleMilliseconds: number;
  readonly #coalesceMilliseconds: number;
  readonly #now: () => number;
  /** Not the same in two processes, so that no reader takes the count of one for that of another. */
  readonly #process = randomBytes(4).toString('hex');
  #revisions = 0;
  #lastSweep = 0;

  private constructor(options: EntityDirectoryOptions) {
    this.#hub = options.hub;
    this.#maxLinks = options.maxLinks ?? 2_000;
    this.#idleMilliseconds = options.idleMilliseconds ?? 5 * 60_000;
    this.#coalesceMilliseconds = options.coalesceMilliseconds ?? 50;
    this.#now = options.now ?? Date.now;
  }

  static create(options: EntityDirectoryOptions): EntityDirectory {
    const directory = new EntityDirectory(options);
    options.hub.observe(directory);
    return directory;
  }

  /** How many links are kept. */
  get size(): number {
    return this.#links.size;
  }

  objectsOf(entity: Entity): EntityObjects {
    const linked = this.#linked(entity);
    return linked
      ? linked.objects()
      : {
          revision: 'none',
          link: { type: 'none' },
          places: [],
          clusters: [],
        };
  }

  watchEntity(entity: Entity, onChange: () => void): Unsubscribe {
    const linked = this.#linked(entity);
    if (!linked) {
      return () => {};
    }
    // Works out what it depends on: otherwise no change would reach it.
    linked.objects();
    return linked.watch(onChange);
  }

  changed(cluster: HubCluster, change: StoreChange) {
    if (this.#links.size === 0) {
      return;
    }
    eachInterest(change, interest => {
      for (const linked of this.#interests.get(cluster.name, interest)) {
        linked.invalidate();
      }
    });
    eachLabelInterest(change, interest => {
      for (const linked of this.#interests.get(cluster.name, interest)) {
        if (isSelected(linked, change)) {
          linked.invalidate();
        }
      }
    });
  }

  clusterAdded() {
    this.#invalidateAll();
  }

  clusterRemoved() {
    this.#invalidateAll();
  }

  clusterStateChanged() {
    for (const linked of this.#links.values()) {
      linked.stateChanged();
    }
  }

  #invalidateAll() {
    for (const linked of this.#links.values()) {
      linked.invalidate();
    }
  }

  #linked(entity: Entity): LinkedObjects | undefined {
    const link = entityLinkOf(entity);
    if (!link) {
      return undefined;
    }
    const now = this.#now();
    let linked = this.#links.get(link.key);
    if (linked) {
      // Last in the order of the map: used most recently.
      this.#links.delete(link.key);
    }
    this.#sweep(now);
    linked ??= LinkedObjects.create({
      hub: this.#hub,
      link,
      interests: this.#interests,
      coalesceMilliseconds: this.#coalesceMilliseconds,
      nextRevision: () => `${this.#process}-${++this.#revisions}`,
    });
    linked.usedAt = now;
    this.#links.set(link.key, linked);
    return linked;
  }

  /** Lets go of what nobody asked for lately. */
  #sweep(now: number) {
    if (
      this.#links.size < this.#maxLinks &&
      now - this.#lastSweep < this.#idleMilliseconds / 5
    ) {
      return;
    }
    this.#lastSweep = now;
    let excess = this.#links.size - this.#maxLinks + 1;
    for (const [key, linked] of this.#links) {
      const isIdle = now - linked.usedAt >= this.#idleMilliseconds;
      if (!linked.isWatched && (isIdle || excess > 0)) {
        this.#links.delete(key);
        linked.dispose();
        excess--;
      }
    }
  }
}

function isSelected(linked: LinkedObjects, change: StoreChange): boolean {
  const { requirements, namespace } = linked.link;
  return (
    requirements !== undefined &&
    change.kind !== 'Event' &&
    (namespace === undefined || namespace === change.namespace) &&
    (matchesLabels(requirements, change.labels) ||
      (change.previous !== undefined &&
        matchesLabels(requirements, change.previous.labels)))
  );
}
