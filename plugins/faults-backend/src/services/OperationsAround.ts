import type {
  BackstageCredentials,
  BackstageUserPrincipal,
  LoggerService,
} from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import type { ClustersService } from '@groundcrew/plugin-clusters-node';
import type { Change } from '@groundcrew/plugin-faults-common';
import type { OperationsService } from '@groundcrew/plugin-operations-node';
import { CHANGE_WINDOW_MS, changesAround } from '../changes';
import type { IncidentRecord } from '../incidents/IncidentRecord';

/** An incident that takes longer is not explained by what was done to it at its end. */
const MOST_OPERATIONS = 100;

/** Options of {@link OperationsAround.create}. */
export interface OperationsAroundOptions {
  clusters: Pick<ClustersService, 'clusters' | 'store'>;
  logger: LoggerService;
  operations: Pick<OperationsService, 'listOperations'>;
}

/** Adds to what changed around an incident what was done through Groundcrew, as far as whoever looks may see it. */
export class OperationsAround {
  readonly #options: OperationsAroundOptions;

  static create(options: OperationsAroundOptions): OperationsAround {
    return new OperationsAround(options);
  }

  private constructor(options: OperationsAroundOptions) {
    this.#options = options;
  }

  /** Without operations, where they cannot be asked for now. */
  async changesOf(
    record: IncidentRecord,
    credentials: BackstageCredentials<BackstageUserPrincipal>,
  ): Promise<Change[]> {
    const { clusters, logger, operations } = this.#options;
    const { cluster, explanation, openedAt, resolvedAt } = record;
    if (!clusters.clusters().some(({ name }) => name === cluster)) {
      return explanation.changes;
    }
    const until = resolvedAt ?? Date.now();
    try {
      const { operations: done } = await operations.listOperations(
        {
          cluster: [cluster],
          from: new Date(openedAt - CHANGE_WINDOW_MS).toISOString(),
          to: new Date(until).toISOString(),
          limit: MOST_OPERATIONS,
        },
        { credentials },
      );
      return changesAround({
        cause: explanation.cause,
        symptoms: explanation.symptoms.map(({ finding }) => finding),
        store: clusters.store(cluster),
        openedAt,
        now: until,
        changes: explanation.changes,
        seen: [],
        operations: done,
      });
    } catch (error) {
      logger.warn(
        `What was done around incident ${
          record.id
        } is not shown: ${stringifyError(error)}`,
      );
      return explanation.changes;
    }
  }
}
