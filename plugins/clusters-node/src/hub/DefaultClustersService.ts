import type { Entity } from '@backstage/catalog-model';
import type { Freshness, ReadTarget } from '@groundcrew/plugin-clusters-common';
import type {
  ChangeFilter,
  ClustersService,
  ClusterState,
  ObjectChange,
  Unsubscribe,
} from '../ClustersService';
import { EntityDirectory } from '../entities/EntityDirectory';
import type { EntityObjects } from '../EntityObjects';
import type { ObjectStore } from '../ObjectStore';
import type { ClusterHub } from './ClusterHub';

/** The read facade of a {@link ClusterHub}. */
export class DefaultClustersService implements ClustersService {
  readonly #hub: ClusterHub;
  readonly #entities: EntityDirectory;

  private constructor(hub: ClusterHub) {
    this.#hub = hub;
    this.#entities = EntityDirectory.create({ hub });
  }

  static create(options: { hub: ClusterHub }): DefaultClustersService {
    return new DefaultClustersService(options.hub);
  }

  clusters(): ClusterState[] {
    return this.#hub.clusters().map(cluster => cluster.view());
  }

  store(cluster: string): ObjectStore {
    return this.#hub.cluster(cluster).reader();
  }

  objectsOf(entity: Entity): EntityObjects {
    return this.#entities.objectsOf(entity);
  }

  watchEntity(entity: Entity, onChange: () => void): Unsubscribe {
    return this.#entities.watchEntity(entity, onChange);
  }

  subscribe(
    filter: ChangeFilter,
    onChange: (changes: ObjectChange[]) => void,
  ): Unsubscribe {
    return this.#hub.dispatcher.subscribe(filter, onChange);
  }

  subscribeToClusters(onChange: () => void): Unsubscribe {
    return this.#hub.dispatcher.subscribeToClusters(onChange);
  }

  targetOf(cluster: string, namespace?: string): ReadTarget {
    return this.#hub.cluster(cluster).targetOf(namespace);
  }

  freshness(cluster: string): Freshness {
    return this.#hub.cluster(cluster).freshness();
  }
}
