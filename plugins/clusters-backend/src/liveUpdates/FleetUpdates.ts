import { randomUUID } from 'node:crypto';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import type { SignalsService } from '@backstage/plugin-signals-node';
import { CLUSTERS_CHANGED_CHANNEL } from '@groundcrew/plugin-clusters-common';
import {
  InterestLeases,
  type ClustersService,
} from '@groundcrew/plugin-clusters-node';

/** Loads and ages of a whole fleet change all the time; faster than this nobody reads them. */
const QUIET_MS = 1_000;

/** What {@link FleetUpdates} are made of. */
export interface FleetUpdatesOptions {
  clusters: Pick<ClustersService, 'subscribeToClusters'>;
  signals: SignalsService;
  logger: LoggerService;
}

/** Tells readers of the fleet page by Backstage signals that a cluster's state changed: a revision, and no more. */
export class FleetUpdates {
  readonly #options: FleetUpdatesOptions;
  readonly #leases = InterestLeases.create({ quietMs: QUIET_MS });
  /** Of this process: another backend counts on its own. */
  readonly #prefix = randomUUID().slice(0, 8);
  #revision = 0;

  static create(options: FleetUpdatesOptions): FleetUpdates {
    return new FleetUpdates(options);
  }

  private constructor(options: FleetUpdatesOptions) {
    this.#options = options;
  }

  /** The person has just read the fleet page: they are told of changes for the next 60 s. */
  renew(userRef: string): void {
    this.#leases.renew(
      {
        key: 'clusters',
        watch: onChange => this.#options.clusters.subscribeToClusters(onChange),
        announce: userRefs => this.#announce(userRefs),
      },
      userRef,
    );
  }

  close(): void {
    this.#leases.close();
  }

  #announce(userRefs: string[]): void {
    this.#revision += 1;
    this.#options.signals
      .publish({
        recipients: { type: 'user', entityRef: userRefs },
        channel: CLUSTERS_CHANGED_CHANNEL,
        message: { revision: `${this.#prefix}-${this.#revision}` },
      })
      .catch(error => {
        // The page polls as well; what is lost is a few seconds.
        this.#options.logger.debug(
          `Could not signal a change of the clusters: ${
            toError(error).message
          }`,
        );
      });
  }
}
