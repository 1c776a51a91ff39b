import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { metricsServiceRef } from '@backstage/backend-plugin-api/alpha';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import {
  clustersPermissions,
  clustersRegisterPermission,
} from '@groundcrew/plugin-clusters-common';
import {
  clusterFeedServiceRef,
  clustersServiceRef,
  DefaultReadAccess,
  readAccessServiceRef,
  readTargetResourceRef,
  readTargetRules,
} from '@groundcrew/plugin-clusters-node';
import { ClusterSupervisor } from './ClusterSupervisor';
import { FleetUpdates } from './liveUpdates';
import { ClusterSettings } from './locators';
import { AuthorizedPodLogs, LogSessions, PodLogs } from './logs';
import { AuthorizedClusterReader, ClusterReader } from './reading';
import {
  AuthorizedClusterRegistry,
  ClusterRegistry,
  ConnectionTester,
  CredentialCipher,
  DatabaseClusterRegistryStore,
} from './registry';
import { createRouter } from './router';

/**
 * Watches clusters, and answers what people ask of them.
 *
 * @public
 */
export const clustersPlugin = createBackendPlugin({
  pluginId: 'groundcrew-clusters',
  register(env) {
    env.registerInit({
      deps: {
        access: readAccessServiceRef,
        auditor: coreServices.auditor,
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        clusters: clustersServiceRef,
        config: coreServices.rootConfig,
        database: coreServices.database,
        feed: clusterFeedServiceRef,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        metrics: metricsServiceRef,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        scheduler: coreServices.scheduler,
        signals: signalsServiceRef,
      },
      async init(services) {
        const { clusters, config, feed, logger, permissions } = services;
        const { lifecycle, permissionsRegistry, scheduler } = services;
        const settings = ClusterSettings.fromConfig(config);

        permissionsRegistry.addResourceType({
          resourceRef: readTargetResourceRef,
          permissions: clustersPermissions.filter(
            permission => permission !== clustersRegisterPermission,
          ),
          rules: Object.values(readTargetRules),
        });
        permissionsRegistry.addPermissions([clustersRegisterPermission]);

        const registry = ClusterRegistry.create({
          store: await DatabaseClusterRegistryStore.create(services),
          cipher: CredentialCipher.fromConfig(config),
          logger,
        });
        await registry.resealWithPresentKey();
        // Every backend looks for itself: each watches the clusters on its own.
        await scheduler.scheduleTask({
          id: 'notice-registrations',
          scope: 'local',
          frequency: { seconds: 10 },
          timeout: { seconds: 30 },
          fn: () => registry.noticeChanges(),
        });

        const supervisor = ClusterSupervisor.fromConfig({
          ...services,
          locators: [registry],
        });
        lifecycle.addStartupHook(() => supervisor.start());
        lifecycle.addShutdownHook(() => supervisor.stop());

        const fleetUpdates = FleetUpdates.create(services);
        lifecycle.addShutdownHook(() => fleetUpdates.close());

        services.httpRouter.use(
          createRouter({
            ...services,
            fleetUpdates,
            reader: AuthorizedClusterReader.create({
              ...services,
              reader: ClusterReader.create({
                clusters,
                feed,
                environments: settings.environments,
              }),
            }),
            logs: AuthorizedPodLogs.create({
              clusters,
              freshAccess: DefaultReadAccess.create({
                ...services,
                milliseconds: 0,
              }),
              logs: PodLogs.create({
                clusters,
                gatewayOf: cluster => supervisor.gateway(cluster),
              }),
              sessions: LogSessions.create(),
            }),
            registry: AuthorizedClusterRegistry.create({
              clusters,
              permissions,
              registry,
              tester: ConnectionTester.create({
                addressPolicy: { allowLoopback: settings.allowLoopback },
              }),
            }),
          }),
        );
      },
    });
  },
});
