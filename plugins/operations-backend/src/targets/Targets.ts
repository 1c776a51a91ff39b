import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import { ConflictError, InputError, NotFoundError } from '@backstage/errors';
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

  static create(options: TargetsOptions): Targets {
    return new Targets(options);
  }

  private constructor({ clusters, clients, maxReplicas }: TargetsOptions) {
    this.#clusters = clusters;
    this.#clients = clients;
    this.#limits = { maxReplicas };
  }

  /** Whether there is such a cluster. Just after a start there may be none yet. */
  isLinked(cluster: string): boolean {
    return this.#clusters.clusters().some(({ name }) => name === cluster);
  }

  /**
   * Finds a target in memory; one that is too new for that, in its cluster.
   *
   * @throws NotFoundError when there is no such cluster or object, ConflictError when another object took its place
   */
  async locate(target: OperationTarget): Promise<LocatedTarget> {
    const { cluster, kind, namespace, name } = target;
    const place = this.placeOf(target);
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
