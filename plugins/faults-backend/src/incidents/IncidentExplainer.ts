import type { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import type { ClustersService } from '@groundcrew/plugin-clusters-node';
import type { Explanation } from '@groundcrew/plugin-faults-common';
import type { Cause } from '../causes';
import {
  CHANGE_WINDOW_MS,
  changesAround,
  changesSeenIn,
  surroundingsOf,
  type ChangeJournal,
} from '../changes';
import type { Diagnoses } from '../diagnosis/Diagnoses';
import { exclusionsOf, proposalsOf } from '../explanation';
import type { IncidentRecord } from './IncidentRecord';

/** Options of {@link IncidentExplainer.create}. */
export interface IncidentExplainerOptions {
  clusters: ClustersService;
  diagnoses: Pick<Diagnoses, 'findingsIn'>;
  journal: Pick<ChangeJournal, 'list'>;
  logger: LoggerService;
  /** Milliseconds since 1970; the clock of this process by default. */
  now?: () => number;
}

/** Finds out what else there is to know of an incident: what it is not, what changed, and what can be done. */
export class IncidentExplainer {
  readonly #options: IncidentExplainerOptions;

  static create(options: IncidentExplainerOptions): IncidentExplainer {
    return new IncidentExplainer(options);
  }

  private constructor(options: IncidentExplainerOptions) {
    this.#options = options;
  }

  /** Never fails: what cannot be found out is left as it was. */
  async explain(record: IncidentRecord, cause: Cause): Promise<Explanation> {
    const { clusters, diagnoses, logger, now = Date.now } = this.#options;
    const { cluster, environment, explanation } = record;
    const store = clusters.store(cluster).withConfiguration();
    const findings = diagnoses.findingsIn(cluster);
    try {
      return {
        ...explanation,
        excluded: exclusionsOf(cause, { store, findings, now: now() }),
        changes: await this.#changesOf(record, cause),
        proposals: proposalsOf(cause.finding, { store, environment }),
      };
    } catch (error) {
      logger.warn(
        `Incident ${record.id} is not explained any better: ${stringifyError(
          error,
        )}`,
      );
      return explanation;
    }
  }

  async #changesOf(record: IncidentRecord, cause: Cause) {
    const { clusters, journal, now = Date.now } = this.#options;
    const { cluster, openedAt } = record;
    const to = now();
    const from = openedAt - CHANGE_WINDOW_MS;
    const around = {
      cause: cause.finding,
      symptoms: cause.symptoms.map(({ finding }) => finding),
      store: clusters.store(cluster).withConfiguration(),
    };
    const surroundings = surroundingsOf(around);
    const namespaces = [...surroundings.namespaces, ''];
    // Apart, as the newest come first: much may have changed since, and what may be why came before.
    const [before, since] = await Promise.all([
      journal.list({ cluster, from, to: openedAt, namespaces }),
      journal.list({ cluster, from: openedAt + 1, to, namespaces }),
    ]);
    return changesAround({
      ...around,
      surroundings,
      openedAt,
      now: to,
      changes: [...before, ...since],
      seen: changesSeenIn(around.store, surroundings.refs, from),
      operations: [],
    });
  }
}
