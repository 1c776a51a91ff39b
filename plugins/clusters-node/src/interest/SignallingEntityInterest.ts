import type { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import { toError } from '@backstage/errors';
import type { SignalsService } from '@backstage/plugin-signals-node';
import { ENTITY_CHANGED_CHANNEL } from '@groundcrew/plugin-clusters-common';
import type { ClustersService } from '../ClustersService';
import type { EntityInterest, EntityReader } from '../EntityInterest';
import { InterestLeases } from './InterestLeases';

/**
 * What a {@link SignallingEntityInterest} is made of.
 *
 * @public
 */
export interface SignallingEntityInterestOptions {
  clusters: Pick<ClustersService, 'watchEntity' | 'objectsOf'>;
  signals: SignalsService;
  logger: LoggerService;
  leases?: InterestLeases;
}

/**
 * Tells readers of an entity by Backstage signals that its objects changed: the entity and a revision, and no more.
 *
 * @public
 */
export class SignallingEntityInterest implements EntityInterest {
  readonly #clusters: SignallingEntityInterestOptions['clusters'];
  readonly #signals: SignalsService;
  readonly #logger: LoggerService;
  readonly #leases: InterestLeases;

  static create(
    options: SignallingEntityInterestOptions,
  ): SignallingEntityInterest {
    return new SignallingEntityInterest(options);
  }

  private constructor(options: SignallingEntityInterestOptions) {
    this.#clusters = options.clusters;
    this.#signals = options.signals;
    this.#logger = options.logger;
    this.#leases = options.leases ?? InterestLeases.create();
  }

  renew({ entity, userRef }: EntityReader): void {
    const entityRef = stringifyEntityRef(entity);
    this.#leases.renew(
      {
        key: entityRef,
        version: JSON.stringify(entity.metadata.annotations ?? {}),
        watch: onChange => this.#clusters.watchEntity(entity, onChange),
        announce: userRefs => this.#announce(entity, entityRef, userRefs),
      },
      userRef,
    );
  }

  #announce(entity: Entity, entityRef: string, userRefs: string[]): void {
    const { revision } = this.#clusters.objectsOf(entity);
    this.#signals
      .publish({
        recipients: { type: 'user', entityRef: userRefs },
        channel: ENTITY_CHANGED_CHANNEL,
        message: { entityRef, revision },
      })
      .catch(error => {
        // The page polls as well; what is lost is a second or so.
        this.#logger.debug(
          `Could not signal a change of ${entityRef}: ${
            toError(error).message
          }`,
        );
      });
  }
}
