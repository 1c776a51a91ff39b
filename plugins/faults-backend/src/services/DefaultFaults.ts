import {
  configurationReadPermission,
  logsReadPermission,
  objectsReadPermission,
  type ObjectRef,
} from '@groundcrew/plugin-clusters-common';
import type {
  ClustersService,
  EntityInterest,
  ReadAccess,
  TargetFilter,
} from '@groundcrew/plugin-clusters-node';
import type {
  CauseView,
  Evidence,
  FaultsView,
  Finding,
} from '@groundcrew/plugin-faults-common';
import type { Cause } from '../causes';
import type { Diagnoses } from '../diagnosis/Diagnoses';
import { unknownKinds } from '../engine/unknownKinds';
import { causesOfEntity } from './causesOfEntity';
import type { Faults, FaultsRequest } from './Faults';

/** Options of {@link DefaultFaults.create}. */
export interface DefaultFaultsOptions {
  access: ReadAccess;
  clusters: ClustersService;
  diagnoses: Pick<Diagnoses, 'causesIn'>;
  interest: EntityInterest;
}

/** What whoever asks may read. */
interface Rights {
  objects: TargetFilter;
  configuration: TargetFilter;
  logs: TargetFilter;
}

/** Shows from what is known already: no request is made, and nothing is looked at anew. */
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
    const { access, clusters, diagnoses, interest } = this.#options;
    const entity = await access.entity(credentials, entityRef);
    const [objects, configuration, logs] = await Promise.all(
      [
        objectsReadPermission,
        configurationReadPermission,
        logsReadPermission,
      ].map(permission => access.filter(credentials, permission)),
    );
    const rights = { objects, configuration, logs };
    interest.renew({ entity, userRef: credentials.principal.userEntityRef });

    const { clusters: looked, places } = clusters.objectsOf(entity);
    const visible = places.filter(({ target }) => objects.allows(target));
    const causes = [...new Set(visible.map(({ cluster }) => cluster))].flatMap(
      cluster =>
        causesOfEntity(
          diagnoses.causesIn(cluster),
          visible.filter(place => place.cluster === cluster),
        ),
    );
    const mayBeSeen = causes.filter(({ finding: { object } }) =>
      objects.allows(this.#targetOf(object)),
    );
    return {
      incidents: [],
      causes: mayBeSeen.map(cause => this.#viewOf(cause, rights)),
      hidden: causes.length - mayBeSeen.length,
      clusters: looked.map(({ cluster, environment, freshness }) => ({
        cluster,
        environment,
        freshness,
        unknownKinds: unknownKinds(clusters.store(cluster)),
      })),
    };
  }

  #viewOf({ finding, symptoms, verdict }: Cause, rights: Rights): CauseView {
    const shown = (one: Finding) => this.#shown(one, rights);
    return {
      finding: shown(finding),
      verdict: verdict === 'latent' ? 'latent' : 'cause',
      environment: this.#targetOf(finding.object).environment,
      symptoms: symptoms
        .filter(symptom =>
          rights.objects.allows(this.#targetOf(symptom.finding.object)),
        )
        .map(symptom => ({
          finding: shown(symptom.finding),
          message: symptom.message,
          by: symptom.by.object,
          relation: symptom.relation,
        })),
    };
  }

  /** Without objects that may not be seen, and without values of configuration and lines of logs that may not be read. */
  #shown(finding: Finding, rights: Rights): Finding {
    const mayRead = ({
      object = finding.object,
      revealsConfiguration,
      source,
    }: Evidence) => {
      const target = this.#targetOf(object);
      return (
        rights.objects.allows(target) &&
        (!revealsConfiguration || rights.configuration.allows(target)) &&
        (source !== 'log' || rights.logs.allows(target))
      );
    };
    return {
      ...finding,
      evidence: finding.evidence.filter(mayRead),
      explains: finding.explains.filter(object =>
        rights.objects.allows(this.#targetOf(object)),
      ),
    };
  }

  #targetOf({ cluster, namespace }: ObjectRef) {
    return this.#options.clusters.targetOf(cluster, namespace);
  }
}
