import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import {
  ConflictError,
  InputError,
  NotFoundError,
  ServiceUnavailableError,
} from '@backstage/errors';
import type {
  ClusterClients,
  ClustersService,
  EntityObjects,
  KindName,
  LocalRef,
  OwnerTree,
} from '@groundcrew/plugin-clusters-node';
import type { OperationTarget } from '@groundcrew/plugin-operations-common';
import type {
  OperationLimits,
  SuitabilityContext,
} from '@groundcrew/plugin-operations-node';

/** After that long, a process knows what there is. */
const KNOWN_WITHIN_MS = 60_000;

/** A target that exists, with what is known of it on the cluster's side. */
export interface LocatedTarget extends SuitabilityContext {
  target: OperationTarget & { uid: string };
  /** Entity reference of the group that may change it. */
  owner?: string;
}

/** Options of {@link Targets.create}. */
export interface TargetsOptions {
  clusters: ClustersService;
  clients: ClusterClients;
  /** How many replicas a workload may be given. */
  maxReplicas: number;
}

/** Finds what operations are asked for. */
export class Targets {
  readonly #clusters: ClustersService;
  readonly #clients: ClusterClients;
  readonly #limits: OperationLimits;
  readonly #createdAt = performance.now();

  static create(options: TargetsOptions): Targets {
    return new Targets(options);
  }

  private constructor({ clusters, clients, maxReplicas }: TargetsOptions) {
    this.#clusters = clusters;
    this.#clients = clients;
    this.#limits = { maxReplicas };
  }

  /**
   * Whether this process has just started, and does not know yet what the cluster holds, if it knows the cluster at all: what
   * is not there may be there all the same. Later, what is not known has been removed or cannot be read.
   */
  isBeingRead(cluster: string): boolean {
    if (performance.now() - this.#createdAt >= KNOWN_WITHIN_MS) {
      return false;
    }
    const known = this.#clusters
      .clusters()
      .find(({ name }) => name === cluster);
    return (
      known === undefined ||
      this.#clusters
        .store(cluster)
        .kinds()
        .some(({ state }) => state === 'pending')
    );
  }

  /**
   * Finds a target in memory; one that is too new for that, in its cluster.
   *
   * @throws NotFoundError when there is no such cluster or object, ConflictError when another object took its place,
   * ServiceUnavailableError while it is being read what the cluster holds
   */
  async locate(target: OperationTarget): Promise<LocatedTarget> {
    const { cluster, kind, namespace, name } = target;
    const place = this.placeOf(target);
    if (this.isBeingRead(cluster)) {
      throw new ServiceUnavailableError(
        `What ${cluster} holds is still being read: try again in a moment`,
      );
    }
    const held = place.store.get(kind as KindName, { namespace, name });
    const uid = held?.metadata?.uid ?? (await this.#liveUid(target));
    if (!uid) {
      throw new NotFoundError(
        `There is no ${kind} ${name} in ${
          namespace ? `${namespace} of ` : ''
        }${cluster}: it may have been deleted`,
      );
    }
    if (target.uid && target.uid !== uid) {
      throw new ConflictError(
        `${kind} ${name} in ${cluster} is another one than the one that was asked for: that was deleted, and one of the same name took its place`,
      );
    }
    return { ...place, target: { ...target, uid } };
  }

  /**
   * What is known of where a target is, whether it exists or not.
   *
   * @throws NotFoundError when there is no such cluster
   */
  placeOf(target: OperationTarget): SuitabilityContext & { owner?: string } {
    const { cluster, namespace } = target;
    const store = this.#clusters.store(cluster);
    const { environment, owner } = this.#clusters.targetOf(cluster, namespace);
    return { target, store, environment, owner, limits: this.#limits };
  }

  /** @throws InputError when the target is none of the entity's objects */
  requireTargetOf(entity: Entity, target: OperationTarget): void {
    if (!contains(this.#clusters.objectsOf(entity), target)) {
      throw new InputError(
        `${stringifyEntityRef(entity)} has no ${target.kind} ${
          target.name
        } in ${target.cluster}: its annotations do not link it`,
      );
    }
  }

  async #liveUid({
    cluster,
    uid: _uid,
    ...ref
  }: OperationTarget): Promise<string | undefined> {
    const object = await this.#clients.client(cluster).get(ref as LocalRef);
    return object?.metadata.uid;
  }
}

function contains(objects: EntityObjects, target: OperationTarget): boolean {
  const isTarget = ({ kind, object, children }: OwnerTree): boolean =>
    (kind === target.kind && object.metadata?.name === target.name) ||
    children.some(isTarget);
  return objects.places
    .filter(
      ({ cluster, namespace }) =>
        cluster === target.cluster && namespace === target.namespace,
    )
    .some(
      ({ workloads, related }) =>
        workloads.some(isTarget) ||
        (target.kind === 'HorizontalPodAutoscaler' &&
          related.horizontalPodAutoscalers.some(
            ({ metadata }) => metadata?.name === target.name,
          )),
    );
}
