import { createHash } from 'node:crypto';
import { NotFoundError } from '@backstage/errors';
import {
  compareEnvironments,
  configurationReadPermission,
  logsReadPermission,
  objectsReadPermission,
  type ObjectRef,
} from '@groundcrew/plugin-clusters-common';
import type {
  ClustersService,
  EntityInterest,
  EntityObjects,
  EntityPlace,
  ReadAccess,
  TargetFilter,
} from '@groundcrew/plugin-clusters-node';
import type {
  DeploymentsView,
  WorkloadDetail,
} from '@groundcrew/plugin-deployments-common';
import { LRUCache } from 'lru-cache';
import { placeView, type PlaceRights } from '../judgement/placeView';
import { workloadDetail } from '../judgement/workloadDetail';
import type {
  Deployments,
  DeploymentsRequest,
  SerializedView,
} from './Deployments';

/** How many views are kept ready. One is some kilobytes. */
const MAX_VIEWS = 2_000;

/**
 * How long a view is kept when nothing changed, in milliseconds. Some judgements ripen with time alone: a container
 * that does not become ready is a problem only after a while.
 */
const VIEW_TTL_MS = 5_000;

interface Filters {
  objects: TargetFilter;
  logs: TargetFilter;
  configuration: TargetFilter;
}

export interface DefaultDeploymentsOptions {
  clusters: ClustersService;
  access: ReadAccess;
  interest: EntityInterest;
  /** The order in which environments are shown. */
  environments?: readonly string[];
  now?: () => number;
}

/** Reads from the watch cache. A view costs no request to a cluster, and next to nothing while nothing changes. */
export class DefaultDeployments implements Deployments {
  readonly #options: DefaultDeploymentsOptions;
  readonly #now: () => number;
  readonly #views = new LRUCache<string, SerializedView>({
    max: MAX_VIEWS,
    ttl: VIEW_TTL_MS,
  });

  static create(options: DefaultDeploymentsOptions): DefaultDeployments {
    return new DefaultDeployments(options);
  }

  private constructor(options: DefaultDeploymentsOptions) {
    this.#options = options;
    this.#now = options.now ?? Date.now;
  }

  async view(request: DeploymentsRequest): Promise<SerializedView> {
    const { objects, filters } = await this.#read(request);
    const key = [
      request.entityRef,
      objects.revision,
      filters.objects.signature,
      filters.logs.signature,
      filters.configuration.signature,
    ].join('|');
    const kept = this.#views.get(key);
    if (kept) {
      return kept;
    }
    const view = serialize(this.#viewOf(request.entityRef, objects, filters));
    this.#views.set(key, view);
    return view;
  }

  async workload(
    request: DeploymentsRequest & { workload: ObjectRef },
  ): Promise<WorkloadDetail> {
    const { objects, filters } = await this.#read(request);
    const { cluster, namespace, kind, name } = request.workload;
    const place = objects.places.find(
      candidate =>
        candidate.cluster === cluster && candidate.namespace === namespace,
    );
    const tree = place?.workloads.find(
      candidate =>
        candidate.kind === kind && candidate.object.metadata?.name === name,
    );
    if (!place || !tree || !filters.objects.allows(place.target)) {
      throw new NotFoundError(
        `${request.entityRef} has no ${kind} ${namespace}/${name} in cluster ${cluster}: it was deleted, is not linked to the entity, or you may not see it`,
      );
    }
    const rights = rightsIn(place, filters);
    return workloadDetail({
      tree,
      place,
      rights,
      clusterTitle: this.#titleOf(cluster),
      now: this.#now(),
      revealed: rights.configurationAllowed
        ? this.#options.clusters.store(cluster).withConfiguration()
        : undefined,
    });
  }

  async #read({ credentials, entityRef }: DeploymentsRequest): Promise<{
    objects: EntityObjects;
    filters: Filters;
  }> {
    const { access, clusters, interest } = this.#options;
    const [entity, objects, logs, configuration] = await Promise.all([
      access.entity(credentials, entityRef),
      access.filter(credentials, objectsReadPermission),
      access.filter(credentials, logsReadPermission),
      access.filter(credentials, configurationReadPermission),
    ]);
    interest.renew({
      entity,
      userRef: credentials.principal.userEntityRef,
    });
    return {
      objects: clusters.objectsOf(entity),
      filters: { objects, logs, configuration },
    };
  }

  #viewOf(
    entityRef: string,
    objects: EntityObjects,
    filters: Filters,
  ): DeploymentsView {
    const order = this.#options.environments;
    const readable = objects.places.filter(place =>
      filters.objects.allows(place.target),
    );
    const places = readable
      .map(place =>
        placeView(place, rightsIn(place, filters), {
          clusterTitle: this.#titleOf(place.cluster),
          now: this.#now(),
        }),
      )
      .sort(
        (left, right) =>
          compareEnvironments(left.environment, right.environment, order) ||
          left.cluster.localeCompare(right.cluster, 'en') ||
          left.namespace.localeCompare(right.namespace, 'en'),
      );
    return {
      entityRef,
      link: objects.link,
      places,
      hiddenPlaces: objects.places.length - readable.length,
      searchedClusters: objects.clusters,
    };
  }

  #titleOf(cluster: string): string | undefined {
    return this.#options.clusters
      .clusters()
      .find(({ name }) => name === cluster)?.title;
  }
}

function rightsIn(place: EntityPlace, filters: Filters): PlaceRights {
  return {
    logsAllowed: filters.logs.allows(place.target),
    configurationAllowed: filters.configuration.allows(place.target),
  };
}

/** When a live cluster was last heard of is no news: it must not change the tag. */
function serialize(view: DeploymentsView): SerializedView {
  const content = JSON.stringify(view, (key, value) =>
    key === 'freshness' && !value.stale ? value.incomplete : value,
  );
  return {
    body: JSON.stringify(view),
    etag: `"${createHash('sha256')
      .update(content)
      .digest('base64url')
      .slice(0, 27)}"`,
  };
}
