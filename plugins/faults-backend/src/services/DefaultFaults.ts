import type {
  ClustersService,
  EntityInterest,
  EntityPlace,
  ReadAccess,
} from '@groundcrew/plugin-clusters-node';
import type { CauseView, FaultsView } from '@groundcrew/plugin-faults-common';
import type { Cause } from '../causes';
import type { Diagnoses } from '../diagnosis/Diagnoses';
import { findingKey } from '../engine/mergeFindings';
import { unknownKinds } from '../engine/unknownKinds';
import type { IncidentRecord } from '../incidents/IncidentRecord';
import type { IncidentStore } from '../incidents/IncidentStore';
import { symptomViewOf } from '../incidents/symptomViewOf';
import { causesOfEntity } from './causesOfEntity';
import type { Faults, FaultsRequest } from './Faults';
import { FindingVisibility } from './FindingVisibility';
import { byUrgency } from './incidentOrder';
import { incidentSummaryOf } from './incidentViews';
import type { VisibleEntities } from './VisibleEntities';

/** More than that is not one entity's any more. */
const MOST_INCIDENTS = 500;

/** Options of {@link DefaultFaults.create}. */
export interface DefaultFaultsOptions {
  access: ReadAccess;
  clusters: ClustersService;
  diagnoses: Pick<Diagnoses, 'causesIn'>;
  entities: VisibleEntities;
  incidents: Pick<IncidentStore, 'list'>;
  interest: EntityInterest;
}

/** Shows from what is known already: nothing is looked at anew. */
export class DefaultFaults implements Faults {
  readonly #options: DefaultFaultsOptions;

  static create(options: DefaultFaultsOptions): DefaultFaults {
    return new DefaultFaults(options);
  }

  private constructor(options: DefaultFaultsOptions) {
    this.#options = options;
  }

  async ofEntity({
    credentials,
    entityRef,
  }: FaultsRequest): Promise<FaultsView> {
    const { access, clusters, entities, interest } = this.#options;
    const entity = await access.entity(credentials, entityRef);
    const visibility = await FindingVisibility.create({
      ...this.#options,
      credentials,
    });
    interest.renew({ entity, userRef: credentials.principal.userEntityRef });

    const { clusters: looked, places } = clusters.objectsOf(entity);
    const causes = this.#causesOf(
      places.filter(place => visibility.maySee(place)),
    );
    const shown = causes.filter(({ finding }) =>
      visibility.maySee(finding.object),
    );
    const incidents = await this.#incidentsOf(entityRef, shown, visibility);
    const seen = await entities.among(
      incidents.flatMap(record => record.entities),
      credentials,
    );
    return {
      incidents: incidents
        .sort(byUrgency)
        .map(record =>
          incidentSummaryOf(record, { visibility, entities: seen }),
        ),
      causes: shown.map(cause => this.#viewOf(cause, incidents, visibility)),
      hidden: causes.length - shown.length,
      clusters: looked.map(({ cluster, environment, freshness }) => ({
        cluster,
        environment,
        freshness,
        unknownKinds: unknownKinds(clusters.store(cluster)),
      })),
    };
  }

  #causesOf(places: readonly EntityPlace[]): Cause[] {
    const { diagnoses } = this.#options;
    return [...new Set(places.map(({ cluster }) => cluster))].flatMap(cluster =>
      causesOfEntity(
        diagnoses.causesIn(cluster),
        places.filter(place => place.cluster === cluster),
      ),
    );
  }

  /** Those that tell of its causes, and those that it suffers from by what the catalog says. */
  async #incidentsOf(
    entityRef: string,
    causes: readonly Cause[],
    visibility: FindingVisibility,
  ): Promise<IncidentRecord[]> {
    const query = { isResolved: false, limit: MOST_INCIDENTS };
    const clusters = new Set(
      causes.map(({ finding }) => finding.object.cluster),
    );
    const pages = await Promise.all([
      this.#options.incidents.list({ ...query, entityRef }),
      this.#options.incidents.list({ ...query, clusters: [...clusters] }),
    ]);
    const keys = new Set(causes.map(({ finding }) => findingKey(finding)));
    const [named, near] = pages.map(({ records }) => records);
    const found = [...named, ...near.filter(({ key }) => keys.has(key))].filter(
      ({ explanation }) => visibility.maySee(explanation.cause.object),
    );
    return [...new Map(found.map(record => [record.id, record])).values()];
  }

  #viewOf(
    { finding, symptoms, verdict }: Cause,
    incidents: readonly IncidentRecord[],
    visibility: FindingVisibility,
  ): CauseView {
    const { cluster, namespace } = finding.object;
    const key = findingKey(finding);
    return {
      finding: visibility.shown(finding),
      verdict: verdict === 'latent' ? 'latent' : 'cause',
      environment: this.#options.clusters.targetOf(cluster, namespace)
        .environment,
      symptoms: visibility.shownSymptoms(symptoms.map(symptomViewOf)),
      incidentId: incidents.find(record => record.key === key)?.id,
    };
  }
}
