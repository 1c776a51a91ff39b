import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { metricsServiceRef } from '@backstage/backend-plugin-api/alpha';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import {
  clustersServiceRef,
  readAccessServiceRef,
} from '@groundcrew/plugin-clusters-node';
import {
  faultsExtensionPoint,
  incidentsExtensionPoint,
} from '@groundcrew/plugin-faults-node';
import { AlertBook } from './alerts/AlertBook';
import { alertFiring } from './alerts/alertFiring';
import { CatalogCriticality } from './alerts/CatalogCriticality';
import { AlertInstruments } from './loop/AlertInstruments';
import { AlertLoop } from './loop/AlertLoop';
import { createRouter } from './router/createRouter';
import { AlertReader } from './services/AlertReader';
import { AlertSettings } from './settings/AlertSettings';
import { DatabaseSilenceStore } from './silences/DatabaseSilenceStore';
import { DatabaseAlertStore } from './store/DatabaseAlertStore';
import { openAlertsDatabase } from './store/openAlertsDatabase';

/**
 * Takes alerts from Alertmanager: each belongs to the incident that explains it, or opens one.
 *
 * @public
 */
export const faultsModuleAlertmanager = createBackendModule({
  pluginId: 'groundcrew-faults',
  moduleId: 'alertmanager',
  register(env) {
    env.registerInit({
      deps: {
        access: readAccessServiceRef,
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        clusters: clustersServiceRef,
        config: coreServices.rootConfig,
        database: coreServices.database,
        faults: faultsExtensionPoint,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        logger: coreServices.logger,
        metrics: metricsServiceRef,
        responders: incidentsExtensionPoint,
      },
      async init({ config, database, faults, httpRouter, ...services }) {
        const settings = AlertSettings.fromConfig(config);
        const knex = await openAlertsDatabase(database);
        const options = {
          ...services,
          book: AlertBook.create(),
          criticality: CatalogCriticality.create(services),
          instruments: AlertInstruments.create(services),
          settings,
          silences: DatabaseSilenceStore.create({ knex }),
          store: DatabaseAlertStore.create({ knex }),
        };
        const loop = AlertLoop.create(options);
        faults.addDetector(alertFiring);
        faults.addEvidence(options.book);
        services.responders.addResponder(loop);
        httpRouter.use(
          createRouter({
            ...options,
            loop,
            reader: AlertReader.create({
              ...options,
              incidents: () => loop.incidents,
            }),
          }),
        );
      },
    });
  },
});
