import { createApiFactory, fetchApiRef } from '@backstage/frontend-plugin-api';
import { OperationsClient } from '@groundcrew/plugin-operations-common';
import { operationsApiRef } from './operationsApiRef';

/**
 * Makes the api that asks the backend's routes, in an app of either frontend system.
 *
 * @public
 */
export const operationsApiFactory = createApiFactory({
  api: operationsApiRef,
  deps: { fetchApi: fetchApiRef },
  factory: ({ fetchApi }) => OperationsClient.create({ fetchApi }),
});
