import type {
  BackstageCredentials,
  BackstageUserPrincipal,
} from '@backstage/backend-plugin-api';
import { isError } from '@backstage/errors';
import {
  objectsReadPermission,
  type ReadTarget,
} from '@groundcrew/plugin-clusters-common';
import type {
  ClustersService,
  ReadAccess,
} from '@groundcrew/plugin-clusters-node';
import {
  ALERT_FIRING_FAULT,
  type AlertList,
  type AlertServerView,
} from '@groundcrew/plugin-faults-common';
import type { Incidents } from '@groundcrew/plugin-faults-node';
import type { AlertRecord } from '../alerts/AlertRecord';
import { assessAlert, type AssessedAlert } from '../alerts/assessAlert';
import type { CatalogCriticality } from '../alerts/CatalogCriticality';
import { NodeWorkloads } from '../alerts/NodeWorkloads';
import type { AlertSettings } from '../settings/AlertSettings';
import type { SilenceStore } from '../silences/SilenceStore';
import type { AlertStore } from '../store/AlertStore';
import { alertViewOf } from './alertViewOf';

/** More than that nobody reads: what is over is in the history of incidents. */
const MOST_RESOLVED = 200;
const MOST_FIRING = 1_000;
const STATES = ['firing', 'silenced', 'recorded', 'resolved'] as const;

/** Options of {@link AlertReader.create}. */
export interface AlertReaderOptions {
  access: ReadAccess;
  clusters: ClustersService;
  criticality: Pick<CatalogCriticality, 'of'>;
  settings: AlertSettings;
  silences: SilenceStore;
  store: AlertStore;
  /** Undefined before they can be read. */
  incidents(): Pick<Incidents, 'current'> | undefined;
}

/** Shows alerts to those who may read the objects that they are about. */
export class AlertReader {
  readonly #options: AlertReaderOptions;

  static create(options: AlertReaderOptions): AlertReader {
    return new AlertReader(options);
  }

  private constructor(options: AlertReaderOptions) {
    this.#options = options;
  }

  async list(
    credentials: BackstageCredentials<BackstageUserPrincipal>,
  ): Promise<AlertList> {
    const { access, settings, store } = this.#options;
    const filter = await access.filter(credentials, objectsReadPermission);
    const nodes = NodeWorkloads.create();
    const assess = (record: AlertRecord) => this.#assess(record, nodes);
    const firing = (await store.firing()).map(assess);
    const resolved = await store.resolved({ limit: MOST_RESOLVED });
    const isVisible = (alert: AssessedAlert) =>
      filter.allows(this.#targetOf(alert));
    const visible = firing
      .filter(isVisible)
      .sort(mostImportantFirst)
      .slice(0, MOST_FIRING);
    const incidentOf = await this.#incidentsOf(visible);
    return {
      alerts: [
        ...visible.map(alert => alertViewOf(alert, incidentOf(alert))),
        ...resolved
          .map(assess)
          .filter(isVisible)
          .map(alert => alertViewOf(alert)),
      ],
      hidden: firing.filter(alert => !isVisible(alert)).length,
      threshold: settings.threshold,
      isConfigured: settings.receivers.length > 0,
      servers: await this.#servers(),
    };
  }

  #assess(record: AlertRecord, nodes: NodeWorkloads): AssessedAlert {
    const { criticality } = this.#options;
    return assessAlert(record, {
      ...this.#options,
      nodes,
      criticalityOf: (...place) => criticality.of(...place),
    });
  }

  /** Where an alert is about no object that is known, its label says of which namespace it is; without one it is of the cluster. */
  #targetOf({ object, record }: AssessedAlert): ReadTarget {
    const { clusters } = this.#options;
    const { cluster, labels } = record;
    const namespace = object ? namespaceOf(object) : labels.namespace;
    try {
      return clusters.targetOf(cluster, namespace || undefined);
    } catch (error) {
      if (isError(error) && error.name === 'NotFoundError') {
        return { cluster, namespace: namespace || undefined };
      }
      throw error;
    }
  }

  /** Alerts belong to the incident that their finding is the cause or a symptom of. */
  async #incidentsOf(
    alerts: readonly AssessedAlert[],
  ): Promise<(alert: AssessedAlert) => number | undefined> {
    const incidents = this.#options.incidents();
    const byObject = new Map<string, number>();
    const clusters = new Set(
      alerts
        .filter(({ state }) => state === 'firing')
        .map(({ record }) => record.cluster),
    );
    for (const cluster of clusters) {
      for (const { explanation, id } of (await incidents?.current(cluster)) ??
        []) {
        const findings = [
          explanation.cause,
          ...explanation.symptoms.map(({ finding }) => finding),
        ];
        for (const { fault, object } of findings) {
          if (fault === ALERT_FIRING_FAULT) {
            byObject.set(keyOf(object.cluster, object), id);
          }
        }
      }
    }
    return ({ object, record, state }) =>
      object && state === 'firing'
        ? byObject.get(keyOf(record.cluster, object))
        : undefined;
  }

  async #servers(): Promise<AlertServerView[]> {
    const { settings, silences } = this.#options;
    const records = new Map(
      (await silences.servers()).map(each => [each.name, each]),
    );
    return settings.servers.map(({ cluster, name }) => {
      const { answeredAt, failingSince, message } = records.get(name) ?? {};
      const known = answeredAt === undefined ? 'unknown' : 'answers';
      return {
        name,
        cluster,
        state: failingSince === undefined ? known : 'fails',
        message,
        failingSince: asText(failingSince),
        answeredAt: asText(answeredAt),
      };
    });
  }
}

function namespaceOf({
  kind,
  name,
  namespace,
}: NonNullable<AssessedAlert['object']>): string | undefined {
  return kind === 'Namespace' ? name : namespace;
}

function mostImportantFirst(one: AssessedAlert, other: AssessedAlert): number {
  return (
    STATES.indexOf(one.state) - STATES.indexOf(other.state) ||
    other.importance.score - one.importance.score ||
    other.record.startsAt - one.record.startsAt ||
    other.record.id - one.record.id
  );
}

function keyOf(
  cluster: string,
  { kind, name, namespace = '' }: NonNullable<AssessedAlert['object']>,
): string {
  return `${cluster} ${kind} ${namespace} ${name}`;
}

function asText(time: number | undefined): string | undefined {
  return time === undefined ? undefined : new Date(time).toISOString();
}
