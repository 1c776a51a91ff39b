import {
  coreServices,
  createServiceFactory,
  type BackstageCredentials,
  type PermissionsService,
  type UserInfoService,
} from '@backstage/backend-plugin-api';
import { mockCredentials } from '@backstage/backend-test-utils';
import {
  AuthorizeResult,
  type Permission,
  type PolicyDecision,
  type ResourcePermission,
} from '@backstage/plugin-permission-common';
import {
  operationsApprovePermission,
  operationsOverridePermission,
  operationsReadPermission,
  operationsRunPermission,
  RESOURCE_TYPE_OPERATION_TARGET,
} from '@groundcrew/plugin-operations-common';
import {
  createOperationTargetConditionalDecision,
  operationTargetConditions,
} from '@groundcrew/plugin-operations-node';

const GROUPS: Record<string, string[]> = {
  'user:default/developer': ['group:default/checkout'],
  'user:default/owner': ['group:default/checkout', 'group:default/owners'],
  'user:default/operator': ['group:default/platform'],
  'user:default/viewer': [],
  'user:default/stranger': ['group:default/storefront'],
};

const serviceHeader = (subject: string) =>
  mockCredentials.service.header({
    onBehalfOf: mockCredentials.service(subject),
    targetPluginId: 'groundcrew-operations',
  });

/** Who asks in tests. */
export const personas = {
  developer: mockCredentials.user.header('user:default/developer'),
  owner: mockCredentials.user.header('user:default/owner'),
  operator: mockCredentials.user.header('user:default/operator'),
  viewer: mockCredentials.user.header('user:default/viewer'),
  stranger: mockCredentials.user.header('user:default/stranger'),
  healer: serviceHeader('external:healer'),
  service: serviceHeader('plugin:other'),
  nobody: mockCredentials.none.header(),
};

/** The name of somebody who asks in tests. */
export type PersonaName = keyof typeof personas;

const allow: PolicyDecision = { result: AuthorizeResult.ALLOW };
const deny: PolicyDecision = { result: AuthorizeResult.DENY };

/**
 * An operator may everything; a viewer see everything; the others see everything and run what their groups own, and an
 * owner approves that, too. Services may everything, as in the real framework.
 */
function decide(
  credentials: BackstageCredentials,
  permission: Permission,
): PolicyDecision {
  const { userEntityRef } = credentials.principal as { userEntityRef?: string };
  if (!userEntityRef || userEntityRef.endsWith('/operator')) {
    return allow;
  }
  const isAboutOperations =
    (permission as ResourcePermission).resourceType ===
    RESOURCE_TYPE_OPERATION_TARGET;
  if (!isAboutOperations) {
    return permission.name.startsWith('groundcrew.operations') ? deny : allow;
  }
  if (permission.name === operationsReadPermission.name) {
    return allow;
  }
  const isOwn = createOperationTargetConditionalDecision(
    permission as ResourcePermission<typeof RESOURCE_TYPE_OPERATION_TARGET>,
    operationTargetConditions.isTargetOwnedBy({
      groups: GROUPS[userEntityRef] ?? [],
    }),
  );
  if (userEntityRef.endsWith('/viewer')) {
    return deny;
  }
  const { name } = permission;
  return name === operationsRunPermission.name ||
    (name === operationsApprovePermission.name &&
      userEntityRef.endsWith('/owner') &&
      name !== operationsOverridePermission.name)
    ? isOwn
    : deny;
}

/** The permission framework, with a policy for the personas. */
export const personaPermissions = createServiceFactory({
  service: coreServices.permissions,
  deps: {},
  factory: (): PermissionsService => ({
    authorize: async (requests, { credentials }) =>
      requests.map(({ permission }) => ({
        result: decide(credentials, permission).result as AuthorizeResult.ALLOW,
      })),
    authorizeConditional: async (requests, { credentials }) =>
      requests.map(({ permission }) => decide(credentials, permission)),
  }),
});

/** Knows which groups the personas belong to. */
export const personaGroups = createServiceFactory({
  service: coreServices.userInfo,
  deps: {},
  factory: (): UserInfoService => ({
    async getUserInfo(credentials) {
      const { userEntityRef } = credentials.principal as {
        userEntityRef: string;
      };
      return {
        userEntityRef,
        ownershipEntityRefs: [userEntityRef, ...(GROUPS[userEntityRef] ?? [])],
      };
    },
  }),
});
