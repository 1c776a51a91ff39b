import { createFrontendFeatureLoader } from '@backstage/frontend-plugin-api';

/** What the app has only while the sandbox runs. */
export const sandboxFeatures = createFrontendFeatureLoader({
  *loader({ config }) {
    if (config.getOptionalBoolean('groundcrew.sandbox.enabled')) {
      yield import('./plugin');
    }
  },
});
