import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import {
  actionsRegistryServiceRef,
  metricsServiceRef,
} from '@backstage/backend-plugin-api/alpha';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { clustersServiceRef } from '@groundcrew/plugin-clusters-node';
import { incidentsExtensionPoint } from '@groundcrew/plugin-faults-node';
import { operationsServiceRef } from '@groundcrew/plugin-operations-node';
import { registerHealingExplainAction } from './actions/registerHealingExplainAction';
import { HealingLoop } from './loop/HealingLoop';
import { createRouter } from './router/createRouter';
import { HealingCommands } from './services/HealingCommands';
import { HealingReader } from './services/HealingReader';
import { PolicyTrials } from './services/PolicyTrials';
import { HealingSettings } from './settings/HealingSettings';
import { DatabaseHealingStore } from './store/DatabaseHealingStore';
import { openHealingDatabase } from './store/openHealingDatabase';

/**
 * Heals incidents of the faults plugin by policies, with operations that config grants to it.
 *
 * @public
 */
export const faultsModuleHealing = createBackendModule({
  pluginId: 'groundcrew-faults',
  moduleId: 'healing',
  register(env) {
    env.registerInit({
      deps: {
        actions: actionsRegistryServiceRef,
        auditor: coreServices.auditor,
        auth: coreServices.auth,
        clusters: clustersServiceRef,
        config: coreServices.rootConfig,
        database: coreServices.database,
        events: eventsServiceRef,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        logger: coreServices.logger,
        metrics: metricsServiceRef,
        operations: operationsServiceRef,
        permissions: coreServices.permissions,
        responders: incidentsExtensionPoint,
      },
      async init({ config, database, httpRouter, responders, ...services }) {
        const settings = HealingSettings.fromConfig(config);
        const store = DatabaseHealingStore.create({
          knex: await openHealingDatabase(database),
        });
        const loop = HealingLoop.create({ ...services, settings, store });
        responders.addResponder(loop);
        const incidents = () => loop.incidents();
        const reader = HealingReader.create({
          ...services,
          settings,
          store,
          incidents,
        });
        registerHealingExplainAction({ ...services, reader });
        httpRouter.use(
          createRouter({
            ...services,
            commands: HealingCommands.create({
              ...services,
              settings,
              store,
              onChange: () => loop.wakeAll(),
            }),
            reader,
            trials: PolicyTrials.create({ ...services, settings, incidents }),
          }),
        );
      },
    });
  },
});
