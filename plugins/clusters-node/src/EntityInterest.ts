import {
  coreServices,
  createServiceFactory,
  createServiceRef,
} from '@backstage/backend-plugin-api';
import type { Entity } from '@backstage/catalog-model';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import { clustersServiceRef } from './clustersServiceRef';
import { InterestLeases, SignallingEntityInterest } from './interest';

/**
 * Somebody who looks at an entity now.
 *
 * @public
 */
export interface EntityReader {
  /** As fetched with the reader's credentials. */
  entity: Entity;
  /** The entity reference of the user. */
  userRef: string;
}

/**
 * Knows who looks at which entity, so that changes are told to them and to nobody else.
 *
 * @public
 */
export interface EntityInterest {
  /** Renews the lease of a reader: for the next 60 s they are told by a signal when the entity's objects change. */
  renew(reader: EntityReader): void;
}

/**
 * Tells readers of an entity that its objects changed.
 *
 * @public
 */
export const entityInterestServiceRef = createServiceRef<EntityInterest>({
  id: 'groundcrew.entity-interest',
  scope: 'plugin',
  defaultFactory: async service =>
    createServiceFactory({
      service,
      deps: {
        clusters: clustersServiceRef,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        signals: signalsServiceRef,
      },
      factory({ clusters, lifecycle, logger, signals }) {
        const leases = InterestLeases.create();
        lifecycle.addShutdownHook(() => leases.close());
        return SignallingEntityInterest.create({
          clusters,
          leases,
          logger,
          signals,
        });
      },
    }),
});
