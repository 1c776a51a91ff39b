import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { metricsServiceRef } from '@backstage/backend-plugin-api/alpha';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { notificationService } from '@backstage/plugin-notifications-node';
import { incidentsExtensionPoint } from '@groundcrew/plugin-faults-node';
import { NoticeLoop } from './loop/NoticeLoop';
import { createRouter } from './router/createRouter';
import { NoticeReader } from './services/NoticeReader';
import { NoticeSettings } from './settings/NoticeSettings';
import { DatabaseNoticeStore } from './store/DatabaseNoticeStore';
import { openNoticeDatabase } from './store/openNoticeDatabase';

/**
 * Tells the right people once about incidents of the faults plugin, by Backstage's notifications.
 *
 * @public
 */
export const faultsModuleNotifications = createBackendModule({
  pluginId: 'groundcrew-faults',
  moduleId: 'notifications',
  register(env) {
    env.registerInit({
      deps: {
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        database: coreServices.database,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        logger: coreServices.logger,
        metrics: metricsServiceRef,
        notifications: notificationService,
        responders: incidentsExtensionPoint,
      },
      async init({ config, database, httpRouter, responders, ...services }) {
        const settings = NoticeSettings.fromConfig(config);
        const store = DatabaseNoticeStore.create({
          knex: await openNoticeDatabase(database),
        });
        const loop = NoticeLoop.create({ ...services, settings, store });
        responders.addResponder(loop);
        httpRouter.use(
          createRouter({
            ...services,
            reader: NoticeReader.create({
              store,
              incidents: () => loop.incidents(),
            }),
          }),
        );
      },
    });
  },
});
