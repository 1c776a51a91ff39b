import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import {
  actionsRegistryServiceRef,
  metricsServiceRef,
} from '@backstage/backend-plugin-api/alpha';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { notificationService } from '@backstage/plugin-notifications-node';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import {
  clusterClientsServiceRef,
  clustersServiceRef,
  readAccessServiceRef,
} from '@groundcrew/plugin-clusters-node';
import {
  operationsAuditPermission,
  operationsPermissions,
} from '@groundcrew/plugin-operations-common';
import {
  operationsExtensionPoint,
  operationTargetResourceRef,
  operationTargetRules,
} from '@groundcrew/plugin-operations-node';
import { registerOperationActions } from './actions/registerOperationActions';
import { OperationAccess } from './access/OperationAccess';
import { Requesters } from './access/Requester';
import { AuditTrail } from './audit';
import { OperationSettings } from './config/OperationSettings';
import { AnnouncingListener } from './engine/AnnouncingListener';
import { OperationDefinitions } from './engine/OperationDefinitions';
import { OperationEngine } from './engine/OperationEngine';
import { createRouter } from './router/createRouter';
import { Assessor } from './services/Assessor';
import { AuthorizedAuditTrail } from './services/AuthorizedAuditTrail';
import { OperationPreviews } from './services/OperationPreviews';
import { OperationReader } from './services/OperationReader';
import { OperationReplies } from './services/OperationReplies';
import { OperationRequests } from './services/OperationRequests';
import { TargetVisibility } from './services/TargetVisibility';
import { DatabaseOperationStore } from './store/DatabaseOperationStore';
import { SingleProcessGuard } from './store/SingleProcessGuard';
import { CatalogEntities } from './targets/CatalogEntities';
import { Targets } from './targets/Targets';

/**
 * Changes clusters, safely: for people and for automations, by the verbs that modules bring.
 *
 * @public
 */
export const operationsPlugin = createBackendPlugin({
  pluginId: 'groundcrew-operations',
  register(env) {
    const definitions = OperationDefinitions.create();
    env.registerExtensionPoint(operationsExtensionPoint, definitions);
    env.registerInit({
      deps: {
        actions: actionsRegistryServiceRef,
        auditor: coreServices.auditor,
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        clients: clusterClientsServiceRef,
        clusters: clustersServiceRef,
        config: coreServices.rootConfig,
        database: coreServices.database,
        events: eventsServiceRef,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        metrics: metricsServiceRef,
        notifications: notificationService,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        readAccess: readAccessServiceRef,
        scheduler: coreServices.scheduler,
        signals: signalsServiceRef,
        userInfo: coreServices.userInfo,
      },
      async init(services) {
        const { clients, clusters, config, database, lifecycle } = services;
        const { logger, permissions, permissionsRegistry } = services;
        const settings = OperationSettings.fromConfig(config);

        permissionsRegistry.addResourceType({
          resourceRef: operationTargetResourceRef,
          permissions: operationsPermissions.filter(
            permission => permission !== operationsAuditPermission,
          ),
          rules: Object.values(operationTargetRules),
        });
        permissionsRegistry.addPermissions([operationsAuditPermission]);

        const guard = await SingleProcessGuard.create({ database, logger });
        const trail = await AuditTrail.fromConfig(config, services);
        const store = await DatabaseOperationStore.create({
          database,
          onAudited: rows => trail.appended(rows),
        });
        if (guard.isAlone) {
          await store.endClaimsOfOthers();
        }

        const targets = Targets.create({
          clusters,
          clients,
          maxReplicas: settings.maxReplicas,
        });
        const entities = CatalogEntities.create(services);
        const access = OperationAccess.create({
          permissions,
          automations: settings.automations,
          logger,
        });
        const assessor = Assessor.create({ ...settings, clients, store });
        const engine = OperationEngine.create({
          ...services,
          assessor,
          definitions,
          entities,
          listener: AnnouncingListener.create(services),
          settings,
          store,
          targets,
        });
        const shared = { access, definitions, settings, store, targets };
        const previews = OperationPreviews.create({
          ...shared,
          assessor,
          entities,
          visibility: TargetVisibility.create({
            access: services.readAccess,
            automations: settings.automations,
            clusters,
            entities,
            targets,
          }),
        });
        const { transitions } = engine;
        const requests = OperationRequests.create({
          ...shared,
          previews,
          transitions,
        });
        const replies = OperationReplies.create({
          ...shared,
          presenceMs: settings.presenceMs,
          previews,
          transitions,
        });

        lifecycle.addStartupHook(async () => {
          await trail.start(services);
          engine.start();
        });
        lifecycle.addShutdownHook(async () => {
          await engine.stop();
          await trail.stop();
          await guard.stop();
        });
        guard.lost.addEventListener('abort', () => void engine.stop());

        const reader = OperationReader.create({ ...shared, replies, trail });
        const requesters = Requesters.create(services);
        registerOperationActions(services.actions, {
          definitions,
          previews,
          reader,
          requesters,
          requests,
        });
        services.httpRouter.use(
          createRouter({
            auditTrail: AuthorizedAuditTrail.create({ permissions, trail }),
            httpAuth: services.httpAuth,
            previews,
            reader,
            replies,
            requesters,
            requests,
          }),
        );
      },
    });
  },
});
