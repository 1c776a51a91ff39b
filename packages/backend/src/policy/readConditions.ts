import { PermissionCondition, PermissionCriteria, AuthorizeResult, PolicyDecision, ResourcePermission } from '@backstage/plugin-permission-common';
import { RESOURCE_TYPE_READ_TARGET } from '@groundcrew/plugin-clusters-common';
// placeholder until clusters-node exports them
type C = PermissionCondition<typeof RESOURCE_TYPE_READ_TARGET>;
export const isInEnvironment = (params: { environments: string[] }): C => ({ rule: 'IS_IN_ENVIRONMENT', resourceType: RESOURCE_TYPE_READ_TARGET, params });
export const isTargetOwnedBy = (params: { groups: string[] }): C => ({ rule: 'IS_TARGET_OWNED_BY', resourceType: RESOURCE_TYPE_READ_TARGET, params });
export function createReadDecision(permission: ResourcePermission<typeof RESOURCE_TYPE_READ_TARGET>, conditions: PermissionCriteria<C>): PolicyDecision {
  return { result: AuthorizeResult.CONDITIONAL, pluginId: 'groundcrew-clusters', resourceType: permission.resourceType, conditions };
}
