import { createBackend } from '@backstage/backend-defaults';
import { stringifyError } from '@backstage/errors';
import { configuredFeatures } from './configuredFeatures';
import { personasModule } from './personas';
import { policyModule } from './policy';
import { sandboxPlugin, sandboxServiceFactory } from './sandbox';

const backend = createBackend();

backend.add(configuredFeatures);
backend.add(import('@backstage/plugin-app-backend'));

backend.add(import('@backstage/plugin-auth-backend'));
backend.add(personasModule);

backend.add(import('@backstage/plugin-permission-backend'));
backend.add(policyModule);

backend.add(import('@backstage/plugin-catalog-backend'));
backend.add(import('@backstage/plugin-catalog-backend-module-logs'));
backend.add(import('@groundcrew/plugin-catalog-backend-module-clusters'));

backend.add(import('@backstage/plugin-search-backend'));
backend.add(import('@backstage/plugin-search-backend-module-catalog'));
backend.add(import('@backstage/plugin-search-backend-module-techdocs'));

backend.add(import('@backstage/plugin-techdocs-backend'));
backend.add(import('@backstage/plugin-user-settings-backend'));

backend.add(import('@backstage/plugin-events-backend'));
backend.add(import('@backstage/plugin-signals-backend'));
backend.add(import('@backstage/plugin-notifications-backend'));

backend.add(sandboxServiceFactory);
backend.add(sandboxPlugin);
backend.add(import('@groundcrew/plugin-clusters-backend'));
backend.add(import('@groundcrew/plugin-deployments-backend'));
backend.add(import('@groundcrew/plugin-faults-backend'));
backend.add(import('@groundcrew/plugin-faults-backend-module-alertmanager'));
backend.add(import('@groundcrew/plugin-faults-backend-module-healing'));
backend.add(import('@groundcrew/plugin-faults-backend-module-notifications'));
backend.add(import('@groundcrew/plugin-operations-backend'));
backend.add(import('@groundcrew/plugin-operations-backend-module-kubernetes'));

// What plugins register as actions, as tools for AI clients.
backend.add(import('@backstage/plugin-mcp-actions-backend'));

// A backend that could not start would stay up all the same, and answer 503 for ever.
backend.start().catch(error => {
  process.stderr.write(`${stringifyError(error)}\n`);
  process.exit(1);
});
