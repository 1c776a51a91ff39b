import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import {
  authProvidersExtensionPoint,
  createProxyAuthProviderFactory,
} from '@backstage/plugin-auth-node';
import { answerUnavailable } from './answerUnavailable';
import { personaAuthenticator } from './personaAuthenticator';
import { signInAsPersona } from './signInAsPersona';

const providerId = 'personas';

/**
 * Lets visitors sign in as one of the people of the demo shop, without a password.
 *
 * Configured by `auth.providers.personas`. Refuses to start where the sandbox is not enabled: with real clusters behind it, it would be an open door.
 */
export const personasModule = createBackendModule({
  pluginId: 'auth',
  moduleId: 'groundcrew-personas',
  register(reg) {
    reg.registerInit({
      deps: {
        config: coreServices.rootConfig,
        providers: authProvidersExtensionPoint,
      },
      async init({ config, providers }) {
        if (!config.has(`auth.providers.${providerId}`)) {
          return;
        }
        if (config.getOptionalBoolean('groundcrew.sandbox.enabled') !== true) {
          throw new Error(
            `Sign-in as a persona (auth.providers.${providerId}) needs no password and works with the sandbox only. ` +
              `Remove auth.providers.${providerId}, or set groundcrew.sandbox.enabled to true`,
          );
        }
        providers.registerProvider({
          providerId,
          factory: answerUnavailable(
            createProxyAuthProviderFactory({
              authenticator: personaAuthenticator,
              signInResolver: ({ result }, context) =>
                signInAsPersona(result, context),
            }),
          ),
        });
      },
    });
  },
});
