import {
  coreServices,
  createServiceFactory,
  createServiceRef,
} from '@backstage/backend-plugin-api';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import type { ReadAccess } from '../ReadAccess';
import { DefaultReadAccess } from './DefaultReadAccess';

/**
 * Decides what a person may read of clusters and entities. One, with its memory, for each plugin.
 *
 * @public
 */
export const readAccessServiceRef = createServiceRef<ReadAccess>({
  id: 'groundcrew.read-access',
  scope: 'plugin',
  defaultFactory: async service =>
    createServiceFactory({
      service,
      deps: {
        permissions: coreServices.permissions,
        catalog: catalogServiceRef,
        logger: coreServices.logger,
      },
      factory: ({ permissions, catalog, logger }) =>
        DefaultReadAccess.create({ permissions, catalog, logger }),
    }),
});
