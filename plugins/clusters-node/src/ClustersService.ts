import type { Entity } from '@backstage/catalog-model';
import type {
  ClusterView,
  Freshness,
  ReadTarget,
} from '@groundcrew/plugin-clusters-common';
import type { EntityObjects } from './EntityObjects';
import type { KindName } from './kubernetesObjects';
import type { ObjectStore } from './ObjectStore';

/**
 * One change of one object, as it arrived.
 *
 * @public
 */
export interface ObjectChange {
  cluster: string;
  type: 'added' | 'modified' | 'deleted';
  kind: KindName;
  namespace?: string;
  name: string;
  uid: string;
  labels: Readonly<Record<string, string>>;
  /** The uids of its owners; for an Event, that of the object it tells of. */
  ownerUids: readonly string[];
}

/**
 * Which changes somebody wants to hear of. Left out means all.
 *
 * @public
 */
export interface ChangeFilter {
  clusters?: readonly string[];
  kinds?: readonly KindName[];
}

/**
 * Ends what it was returned for. Calling it again does nothing.
 *
 * @public
 */
export type Unsubscribe = () => void;

/**
 * What there is to know of a cluster without looking at its objects.
 *
 * @public
 */
export type ClusterState = ClusterView;

/**
 * Reads what runs in every linked cluster, from memory. The *see* contract of Groundcrew.
 *
 * @remarks
 *
 * One watch cache per cluster and kind is shared by all plugins of the process.
 *
 * @public
 */
export interface ClustersService {
  /** Every cluster there is, by name. */
  clusters(): ClusterState[];
  /**
   * What one cluster holds.
   *
   * @throws NotFoundError when there is no cluster of that name.
   */
  store(cluster: string): ObjectStore;
  /**
   * The objects of an entity in every cluster, as trees of owners, by the semantics of the Kubernetes plugin's
   * annotations. Cheap to call again: it is computed when something relevant changed, not when it is asked for.
   *
   * @param entity - as fetched with the credentials of whoever will see the answer
   */
  objectsOf(entity: Entity): EntityObjects;
  /**
   * Calls back when objects of the entity may have changed, until unsubscribed. Bursts within about 50 ms are one call.
   */
  watchEntity(entity: Entity, onChange: () => void): Unsubscribe;
  /** Calls back with changes as they arrive, those of one turn of the event loop together. */
  subscribe(
    filter: ChangeFilter,
    onChange: (changes: ObjectChange[]) => void,
  ): Unsubscribe;
  /** Calls back when a cluster appears, disappears, or its state or the state of one of its kinds changes. */
  subscribeToClusters(onChange: () => void): Unsubscribe;
  /** What permissions to read are decided on, for a place in a cluster. */
  targetOf(cluster: string, namespace?: string): ReadTarget;
  freshness(cluster: string): Freshness;
}
