import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { policyExtensionPoint } from '@backstage/plugin-permission-node/alpha';
import { GroundcrewPermissionPolicy } from './GroundcrewPermissionPolicy';
import { PolicyRoles } from './PolicyRoles';
import { SystemGroups } from './SystemGroups';

/** Installs the permission policy, with the roles that config gives. */
export const policyModule = createBackendModule({
  pluginId: 'permission',
  moduleId: 'groundcrew-policy',
  register(reg) {
    reg.registerInit({
      deps: {
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        logger: coreServices.logger,
        policies: policyExtensionPoint,
      },
      async init({ auth, catalog, config, logger, policies }) {
        policies.setPolicy(
          GroundcrewPermissionPolicy.create({
            roles: PolicyRoles.fromConfig(config),
            systemGroups: SystemGroups.create({ auth, catalog, logger }),
            developerEnvironments: config.getOptionalStringArray(
              'groundcrew.policy.developerEnvironments',
            ) ?? ['dev', 'test', 'staging'],
          }),
        );
      },
    });
  },
});
