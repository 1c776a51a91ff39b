import type { Entity } from '@backstage/catalog-model';
import {
  compareEnvironments,
  type ObjectRef,
} from '@groundcrew/plugin-clusters-common';
import type { EntityPlace, OwnerTree } from '@groundcrew/plugin-clusters-node';
import type {
  EnvironmentReliability,
  IncidentSummary,
  ReliabilityView,
} from '@groundcrew/plugin-faults-common';
import { healthOf, isServing, type ServingKind } from './healthOf';
import type { HealthStore, WorkloadKey } from './HealthStore';
import { reliabilityOf } from './reliabilityOf';
import type { SloObjectives } from './SloObjectives';
import { worstHealth } from './worstHealth';

const DAY_MS = 24 * 3_600_000;

/** Options of {@link ReliabilityReader.create}. */
export interface ReliabilityReaderOptions {
  store: HealthStore;
  objectives: SloObjectives;
  /** How environments are ordered here; as usual by default. */
  environments?: readonly string[];
}

/** Whose reliability is asked for. */
export interface ReliabilityRequest {
  entity: Entity;
  /** Those of its places that whoever asks may see. */
  places: readonly EntityPlace[];
  /** Those of its incidents that whoever asks may see, of the time that is asked for at least. */
  incidents: readonly IncidentSummary[];
  /** For how many days back. */
  days: number;
  /** Milliseconds since 1970. */
  now: number;
}

type Workload = EnvironmentReliability['workloads'][number];

/** Says how an entity did: from what was written down of it, and from how it is now. */
export class ReliabilityReader {
  readonly #options: ReliabilityReaderOptions;

  static create(options: ReliabilityReaderOptions): ReliabilityReader {
    return new ReliabilityReader(options);
  }

  private constructor(options: ReliabilityReaderOptions) {
    this.#options = options;
  }

  async ofEntity(request: ReliabilityRequest): Promise<ReliabilityView> {
    const { days, now, places } = request;
    const from = now - days * DAY_MS;
    const byEnvironment = new Map<string | undefined, EntityPlace[]>();
    for (const place of places) {
      const { environment } = place.target;
      const others = byEnvironment.get(environment) ?? [];
      byEnvironment.set(environment, [...others, place]);
    }
    const ordered = [...byEnvironment].sort(([one], [other]) =>
      compareEnvironments(one, other, this.#options.environments),
    );
    const environments: EnvironmentReliability[] = [];
    for (const [environment, ofEnvironment] of ordered) {
      const served = ofEnvironment.flatMap(servingWorkloads);
      if (served.length > 0) {
        environments.push(
          await this.#ofEnvironment({ ...request, environment, from, served }),
        );
      }
    }
    return {
      from: new Date(from).toISOString(),
      to: new Date(now).toISOString(),
      environments,
    };
  }

  async #ofEnvironment({
    entity,
    environment,
    from,
    incidents,
    now,
    served,
  }: ReliabilityRequest & {
    environment: string | undefined;
    from: number;
    served: Served[];
  }): Promise<EnvironmentReliability> {
    const { objectives, store } = this.#options;
    const known = await store.read({
      workloads: served.map(({ key }) => key),
      from,
      to: now,
    });
    return {
      environment,
      health: worstHealth(served.map(({ workload }) => workload.health)),
      workloads: served.map(({ workload }) => workload),
      ...reliabilityOf({
        spans: known.workloads,
        observed: known.observed,
        clusters: served.map(({ key }) => key.cluster),
        knownFrom: known.from,
        incidents: incidents.filter(one => one.environment === environment),
        objective: objectives.of({ entity, environment }),
        from,
        to: now,
      }),
    };
  }
}

interface Served {
  key: WorkloadKey;
  workload: Workload;
}

function servingWorkloads(place: EntityPlace): Served[] {
  return place.workloads.flatMap(servingTrees).map(({ kind, object }) => {
    const { cluster, freshness, namespace } = place;
    const name = object.metadata?.name ?? '';
    const { desired, health, ready } = healthOf(kind, object);
    const ref: ObjectRef = { cluster, kind, namespace, name };
    return {
      key: { cluster, kind, namespace, name },
      workload: {
        object: ref,
        health: freshness.stale ? 'unknown' : health,
        desired,
        ready,
      },
    };
  });
}

/** The topmost only: what a Rollout owns is a part of it. */
function servingTrees(
  tree: OwnerTree,
): { kind: ServingKind; object: OwnerTree['object'] }[] {
  const { children, kind, object } = tree;
  return isServing(kind) ? [{ kind, object }] : children.flatMap(servingTrees);
}
