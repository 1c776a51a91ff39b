import {
  coreServices,
  createBackendFeatureLoader,
} from '@backstage/backend-plugin-api';

/** The features that only some installations have, told apart by their configuration. */
export const configuredFeatures = createBackendFeatureLoader({
  deps: { config: coreServices.rootConfig },
  *loader({ config }) {
    // Without PostgreSQL the search backend keeps its index in memory.
    if (config.getOptionalString('backend.database.client') === 'pg') {
      yield import('@backstage/plugin-search-backend-module-pg');
    }
    if (config.has('notifications.processors.pagerduty')) {
      yield import('@groundcrew/plugin-notifications-backend-module-pagerduty');
    }
    // Both modules read their provider's configuration when they start and fail without it.
    if (config.has('auth.providers.guest')) {
      yield import('@backstage/plugin-auth-backend-module-guest-provider');
    }
    if (config.has('auth.providers.github')) {
      yield import('@backstage/plugin-auth-backend-module-github-provider');
    }
  },
});
