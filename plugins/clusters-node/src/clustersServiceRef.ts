import { createServiceRef } from '@backstage/backend-plugin-api';
import type { ClustersService } from './ClustersService';

/**
 * Reads what runs in every linked cluster, from memory.
 *
 * @remarks
 *
 * Every plugin of the process shares one hub. The clusters plugin feeds it.
 */
export const clustersServiceRef = createServiceRef<ClustersService>({
  id: 'groundcrew.clusters',
  scope: 'plugin',
});
