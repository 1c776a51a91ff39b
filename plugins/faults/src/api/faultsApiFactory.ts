import { createApiFactory, fetchApiRef } from '@backstage/frontend-plugin-api';
import { FaultsClient } from '@groundcrew/plugin-faults-common';
import { faultsApiRef } from './faultsApiRef';

/** Makes the api that asks the backend's routes, in an app of either frontend system. */
export const faultsApiFactory = createApiFactory({
  api: faultsApiRef,
  deps: { fetchApi: fetchApiRef },
  factory: ({ fetchApi }) => FaultsClient.create({ fetchApi }),
});
