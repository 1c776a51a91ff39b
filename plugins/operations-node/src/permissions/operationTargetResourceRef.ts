import { createPermissionResourceRef } from '@backstage/plugin-permission-node';
import {
  RESOURCE_TYPE_OPERATION_TARGET,
  type TargetContext,
} from '@groundcrew/plugin-operations-common';

/**
 * A condition on targets as data, for those that filter somewhere else than in memory.
 *
 * @public
 */
export interface OperationTargetQuery {
  field:
    | 'environment'
    | 'cluster'
    | 'namespace'
    | 'owner'
    | 'operation'
    | 'risk'
    | 'entityRef';
  values: readonly string[];
}

/**
 * What permissions about operations are decided on: a target on the cluster's side, and what is asked for it.
 *
 * @public
 */
export const operationTargetResourceRef = createPermissionResourceRef<
  TargetContext,
  OperationTargetQuery
>().with({
  pluginId: 'groundcrew-operations',
  resourceType: RESOURCE_TYPE_OPERATION_TARGET,
});
