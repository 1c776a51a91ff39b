import {
  coreServices,
  createServiceFactory,
  createServiceRef,
} from '@backstage/backend-plugin-api';
import { HttpOperationsService } from './HttpOperationsService';
import type { OperationsService } from './OperationsService';

/**
 * Asks for operations, from any plugin: the *act* contract of Groundcrew.
 *
 * @public
 */
export const operationsServiceRef = createServiceRef<OperationsService>({
  id: 'groundcrew.operations.service',
  scope: 'plugin',
  defaultFactory: async service =>
    createServiceFactory({
      service,
      deps: { auth: coreServices.auth, discovery: coreServices.discovery },
      factory: services => HttpOperationsService.create(services),
    }),
});
