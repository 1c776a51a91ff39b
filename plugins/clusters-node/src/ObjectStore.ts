import type { Freshness, KindState } from '@groundcrew/plugin-clusters-common';
import type { KindName, KubernetesObject, ObjectOf } from './kubernetesObjects';
import type { LabelSelector } from './LabelSelector';

/**
 * Where an object is within its cluster.
 *
 * @public
 */
export interface ObjectKey {
  /** Left out for cluster-scoped objects. */
  namespace?: string;
  name: string;
}

/**
 * Which objects of a kind are asked for.
 *
 * @public
 */
export interface ListQuery {
  namespace?: string;
  /** Only objects whose labels match. */
  selector?: LabelSelector;
}

/**
 * What one cluster holds, read from memory: no method makes a request.
 *
 * @remarks
 *
 * Every object that is returned is a fresh copy in which values of configuration (ConfigMap values, literal
 * environment, commands and arguments) are replaced by a marker. Ask {@link ObjectStore.withConfiguration} for a view
 * that shows them, after checking `groundcrew.configuration.read`. Values of Secrets are in neither.
 *
 * @public
 */
export interface ObjectStore {
  /** The cluster's name. */
  readonly cluster: string;
  list<K extends KindName>(kind: K, query?: ListQuery): ObjectOf<K>[];
  get<K extends KindName>(kind: K, key: ObjectKey): ObjectOf<K> | undefined;
  has(kind: KindName, key: ObjectKey): boolean;
  /** The object with this uid, of whatever kind. */
  byUid(uid: string): KubernetesObject | undefined;
  /** Every object that names this uid among its owners, of whatever kind. */
  ownedBy(uid: string): KubernetesObject[];
  /** The events that tell of the object with this uid, newest last. */
  eventsOf(uid: string): ObjectOf<'Event'>[];
  /** How many objects of a kind are held. */
  count(kind: KindName): number;
  /** Of one kind, or of the cluster as a whole. */
  freshness(kind?: KindName): Freshness;
  /** The state of the watch on each kind. */
  kinds(): KindState[];
  /** The same store with values of configuration shown. */
  withConfiguration(): ObjectStore;
}
