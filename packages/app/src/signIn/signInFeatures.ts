import { createFrontendFeatureLoader } from '@backstage/frontend-plugin-api';
import { personaSignInModule } from './personaSignInModule';
import { providerSignInModule } from './providerSignInModule';

/** The sign-in page: the people of the shop while the sandbox runs, else the configured providers. */
export const signInFeatures = createFrontendFeatureLoader({
  *loader({ config }) {
    yield config.getOptionalBoolean('groundcrew.sandbox.enabled')
      ? personaSignInModule
      : providerSignInModule;
  },
});
