import {
  coreServices,
  createServiceFactory,
  type BackstageCredentials,
  type PermissionsService,
} from '@backstage/backend-plugin-api';
import { mockCredentials } from '@backstage/backend-test-utils';
import {
  AuthorizeResult,
  type Permission,
  type PolicyDecision,
  type ResourcePermission,
} from '@backstage/plugin-permission-common';
import {
  clustersReadPermission,
  clustersRegisterPermission,
  configurationReadPermission,
  logsReadPermission,
} from '@groundcrew/plugin-clusters-common';
import {
  createReadTargetConditionalDecision,
  readTargetConditions,
} from '@groundcrew/plugin-clusters-node';

/** Who asks in tests. */
export const personas = {
  developer: mockCredentials.user.header('user:default/developer'),
  owner: mockCredentials.user.header('user:default/owner'),
  operator: mockCredentials.user.header('user:default/operator'),
  viewer: mockCredentials.user.header('user:default/viewer'),
  anonymous: mockCredentials.none.header(),
  service: mockCredentials.service.header(),
};

/** The name of somebody who asks in tests. */
export type PersonaName = keyof typeof personas;

const allow: PolicyDecision = { result: AuthorizeResult.ALLOW };
const deny: PolicyDecision = { result: AuthorizeResult.DENY };

/**
 * What the personas may: an operator everything; a viewer whatever is neither configuration nor a log; a developer
 * besides that what the group `checkout` owns in dev; an owner what it owns anywhere. Nobody but the operator sees
 * clusters of the environment `vault`. Services may everything, as in the real framework.
 */
function decide(
  userEntityRef: string | undefined,
  permission: Permission,
): PolicyDecision {
  const { allOf, not } = {
    allOf: (...conditions: unknown[]) => ({ allOf: conditions }),
    not: (condition: unknown) => ({ not: condition }),
  };
  if (!userEntityRef || userEntityRef.endsWith('/operator')) {
    return allow;
  }
  if (permission.name === clustersRegisterPermission.name) {
    return deny;
  }
  const conditional = (conditions: unknown) =>
    createReadTargetConditionalDecision(
      permission as ResourcePermission<'groundcrew-read-target'>,
      conditions as Parameters<typeof createReadTargetConditionalDecision>[1],
    );
  const isOwn = readTargetConditions.isTargetOwnedBy({
    groups: ['group:default/checkout'],
  });
  const isIn = (environment: string) =>
    readTargetConditions.isInEnvironment({ environments: [environment] });

  if (permission.name === clustersReadPermission.name) {
    return conditional(not(isIn('vault')));
  }
  const isGuarded = [
    configurationReadPermission.name,
    logsReadPermission.name,
  ].includes(permission.name);
  if (!isGuarded) {
    return conditional(not(isIn('vault')));
  }
  if (userEntityRef.endsWith('/owner')) {
    return conditional(isOwn);
  }
  return userEntityRef.endsWith('/developer')
    ? conditional(allOf(isOwn, isIn('dev')))
    : deny;
}

function userOf(credentials: BackstageCredentials): string | undefined {
  return (credentials.principal as { userEntityRef?: string }).userEntityRef;
}

/** The permission framework, with a policy for the personas. */
export const personaPermissions = createServiceFactory({
  service: coreServices.permissions,
  deps: {},
  factory: (): PermissionsService => ({
    authorize: async (requests, { credentials }) =>
      requests.map(({ permission }) => {
        const decision = decide(userOf(credentials), permission);
        return { result: decision.result as AuthorizeResult.ALLOW };
      }),
    authorizeConditional: async (requests, { credentials }) =>
      requests.map(({ permission }) => decide(userOf(credentials), permission)),
  }),
});
