import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { notificationsProcessingExtensionPoint } from '@backstage/plugin-notifications-node';
import { PagerDutyClient } from './events/PagerDutyClient';
import { PagerDutyProcessor } from './PagerDutyProcessor';
import { readPagerDutyServices } from './settings/PagerDutySettings';

/**
 * Sends notifications of Backstage to PagerDuty, and resolves there what is over.
 *
 * @public
 */
export const notificationsModulePagerDuty = createBackendModule({
  pluginId: 'notifications',
  moduleId: 'pagerduty',
  register(env) {
    env.registerInit({
      deps: {
        config: coreServices.rootConfig,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        notifications: notificationsProcessingExtensionPoint,
      },
      async init({ config, lifecycle, logger, notifications }) {
        const services = readPagerDutyServices(config).map(service => ({
          service,
          client: PagerDutyClient.create({ logger, service }),
        }));
        lifecycle.addShutdownHook(() => {
          services.forEach(({ client }) => client.stop());
        });
        notifications.addProcessor(
          PagerDutyProcessor.create({
            baseUrl: config.getString('app.baseUrl'),
            services,
          }),
        );
      },
    });
  },
});
