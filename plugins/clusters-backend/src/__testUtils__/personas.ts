import {
  coreServices,
  createServiceFactory,
  type PermissionsService,
} from '@backstage/backend-plugin-api';
import { mockCredentials } from '@backstage/backend-test-utils';
import type { AuthorizeResult } from '@backstage/plugin-permission-common';
import { decideForPersona } from '@groundcrew/plugin-clusters-node/testUtils';

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

/** The permission framework, with a policy for the personas. */
export const personaPermissions = createServiceFactory({
  service: coreServices.permissions,
  deps: {},
  factory: (): PermissionsService => ({
    authorize: async (requests, { credentials }) =>
      requests.map(({ permission }) => {
        const decision = decideForPersona(credentials, permission);
        return { result: decision.result as AuthorizeResult.ALLOW };
      }),
    authorizeConditional: async (requests, { credentials }) =>
      requests.map(({ permission }) =>
        decideForPersona(credentials, permission),
      ),
  }),
});
