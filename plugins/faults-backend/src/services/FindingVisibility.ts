import type {
  BackstageCredentials,
  BackstageUserPrincipal,
} from '@backstage/backend-plugin-api';
import { isError } from '@backstage/errors';
import {
  configurationReadPermission,
  logsReadPermission,
  objectsReadPermission,
  type ObjectRef,
  type ReadTarget,
} from '@groundcrew/plugin-clusters-common';
import type {
  ClustersService,
  ReadAccess,
  TargetFilter,
} from '@groundcrew/plugin-clusters-node';
import {
  incidentsRespondPermission,
  type Explanation,
  type Evidence,
  type Finding,
  type SymptomView,
} from '@groundcrew/plugin-faults-common';

/** Options of {@link FindingVisibility.create}. */
export interface FindingVisibilityOptions {
  access: ReadAccess;
  clusters: Pick<ClustersService, 'targetOf'>;
  credentials: BackstageCredentials<BackstageUserPrincipal>;
}

/** What one person may see of what is wrong, and whether they may answer for it. */
export class FindingVisibility {
  readonly #targetOf: ClustersService['targetOf'];
  readonly #objects: TargetFilter;
  readonly #configuration: TargetFilter;
  readonly #logs: TargetFilter;
  readonly #respond: TargetFilter;

  static async create(
    options: FindingVisibilityOptions,
  ): Promise<FindingVisibility> {
    const { access, clusters, credentials } = options;
    const filters = await Promise.all(
      [
        objectsReadPermission,
        configurationReadPermission,
        logsReadPermission,
        incidentsRespondPermission,
      ].map(permission => access.filter(credentials, permission)),
    );
    return new FindingVisibility(
      (cluster, namespace) => knownTarget(clusters, cluster, namespace),
      filters,
    );
  }

  private constructor(
    targetOf: ClustersService['targetOf'],
    [objects, configuration, logs, respond]: TargetFilter[],
  ) {
    this.#targetOf = targetOf;
    this.#objects = objects;
    this.#configuration = configuration;
    this.#logs = logs;
    this.#respond = respond;
  }

  maySee({ cluster, namespace }: Pick<ObjectRef, 'cluster' | 'namespace'>) {
    return this.#objects.allows(this.#targetOf(cluster, namespace));
  }

  mayRespondTo({
    cluster,
    namespace,
  }: Pick<ObjectRef, 'cluster' | 'namespace'>) {
    return this.#respond.allows(this.#targetOf(cluster, namespace));
  }

  /** Without objects that may not be seen, and without values of configuration and lines of logs that may not be read. */
  shown(finding: Finding): Finding {
    return {
      ...finding,
      evidence: finding.evidence.filter(fact =>
        this.#mayRead(fact, finding.object),
      ),
      explains: finding.explains.filter(ref => this.maySee(ref)),
    };
  }

  /** As much of it as may be seen. */
  shownExplanation(explanation: Explanation): Explanation {
    const { cause, changes, excluded, impact, proposals, symptoms } =
      explanation;
    return {
      cause: this.shown(cause),
      symptoms: this.shownSymptoms(symptoms),
      excluded: excluded.filter(({ object }) => this.maySee(object)),
      changes: changes.filter(({ object }) => this.maySee(object)),
      proposals: proposals.filter(
        ({ operation }) => !operation || this.maySee(operation.target),
      ),
      impact: {
        ...impact,
        workloads: impact.workloads.filter(({ object }) => this.maySee(object)),
      },
    };
  }

  /** Those symptoms that may be seen, as far as they may. */
  shownSymptoms(symptoms: readonly SymptomView[]): SymptomView[] {
    return symptoms
      .filter(
        ({ by, finding }) => this.maySee(finding.object) && this.maySee(by),
      )
      .map(symptom => ({ ...symptom, finding: this.shown(symptom.finding) }));
  }

  #mayRead(
    { object, revealsConfiguration, source }: Evidence,
    ofFinding: ObjectRef,
  ): boolean {
    const { cluster, namespace } = object ?? ofFinding;
    const target = this.#targetOf(cluster, namespace);
    return (
      this.#objects.allows(target) &&
      (!revealsConfiguration || this.#configuration.allows(target)) &&
      (source !== 'log' || this.#logs.allows(target))
    );
  }
}

/** Of a cluster that is not linked any more nobody knows whose it was, or of which environment. */
function knownTarget(
  clusters: Pick<ClustersService, 'targetOf'>,
  cluster: string,
  namespace: string | undefined,
): ReadTarget {
  try {
    return clusters.targetOf(cluster, namespace);
  } catch (error) {
    if (isError(error) && error.name === 'NotFoundError') {
      return { cluster, namespace };
    }
    throw error;
  }
}
