import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import {
  AuthorizeResult,
  type Permission,
  type PolicyDecision,
  type ResourcePermission,
} from '@backstage/plugin-permission-common';
import {
  clustersRegisterPermission,
  configurationReadPermission,
  logsReadPermission,
} from '@groundcrew/plugin-clusters-common';
import {
  createReadTargetConditionalDecision,
  readTargetConditions,
} from '../permissions';

const allow: PolicyDecision = { result: AuthorizeResult.ALLOW };
const deny: PolicyDecision = { result: AuthorizeResult.DENY };

const isOwn = readTargetConditions.isTargetOwnedBy({
  groups: ['group:default/checkout'],
});
const isIn = (environment: string) =>
  readTargetConditions.isInEnvironment({ environments: [environment] });

/**
 * A permission policy for tests of who may what, with users of the names `operator`, `owner`, `developer` and `viewer`:
 * an operator may everything; a viewer read whatever is neither configuration nor a log; a developer besides that what
 * the group `checkout` owns in `dev`; an owner what it owns anywhere. Nobody but the operator sees clusters and objects
 * of the environment `vault`. Services may everything, as in the real framework.
 *
 * @public
 */
export function decideForPersona(
  credentials: BackstageCredentials,
  permission: Permission,
): PolicyDecision {
  const { userEntityRef } = credentials.principal as { userEntityRef?: string };
  if (!userEntityRef || userEntityRef.endsWith('/operator')) {
    return allow;
  }
  if (permission.name === clustersRegisterPermission.name) {
    return deny;
  }
  const when = (
    conditions: Parameters<typeof createReadTargetConditionalDecision>[1],
  ) =>
    createReadTargetConditionalDecision(
      permission as ResourcePermission<'groundcrew-read-target'>,
      conditions,
    );
  const isGuarded = [
    configurationReadPermission.name,
    logsReadPermission.name,
  ].includes(permission.name);
  if (!isGuarded) {
    return when({ not: isIn('vault') });
  }
  if (userEntityRef.endsWith('/owner')) {
    return when(isOwn);
  }
  return userEntityRef.endsWith('/developer')
    ? when({ allOf: [isOwn, isIn('dev')] })
    : deny;
}
