import { createPermissionResourceRef } from '@backstage/plugin-permission-node';
import {
  ReadTarget,
  RESOURCE_TYPE_READ_TARGET,
} from '@groundcrew/plugin-clusters-common';

/**
 * A condition on read targets as data, for those that filter somewhere else than in memory.
 *
 * @public
 */
export interface ReadTargetQuery {
  field: 'environment' | 'cluster' | 'owner';
  values: readonly string[];
}

/**
 * What permissions to read are decided on: a place in a cluster, and whose it is.
 *
 * @public
 */
export const readTargetResourceRef = createPermissionResourceRef<
  ReadTarget,
  ReadTargetQuery
>().with({
  pluginId: 'groundcrew-clusters',
  resourceType: RESOURCE_TYPE_READ_TARGET,
});
