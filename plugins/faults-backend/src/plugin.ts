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
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import { DatabaseLeases } from '@groundcrew/controller';
import {
  clustersServiceRef,
  entityInterestServiceRef,
  liveReadersServiceRef,
  readAccessServiceRef,
} from '@groundcrew/plugin-clusters-node';
import { faultsPermissions } from '@groundcrew/plugin-faults-common';
import {
  faultsExtensionPoint,
  incidentsExtensionPoint,
} from '@groundcrew/plugin-faults-node';
import { operationsServiceRef } from '@groundcrew/plugin-operations-node';
import { registerExplainAction } from './actions/registerExplainAction';
import { registerListAction } from './actions/registerListAction';
import { registerProposeFixAction } from './actions/registerProposeFixAction';
import { openFaultsDatabase } from './database/openFaultsDatabase';
import { DetectorRegistry } from './DetectorRegistry';
import { coreDetectors } from './detectors';
import { DatabaseIncidentStore } from './incidents/DatabaseIncidentStore';
import { DatabaseMuteStore } from './incidents/DatabaseMuteStore';
import { IncidentAnnouncer } from './incidents/IncidentAnnouncer';
import { IncidentResponders } from './incidents/IncidentResponders';
import { IncidentSettings } from './incidents/IncidentSettings';
import { FaultLoops } from './FaultLoops';
import {
  DatabaseHealthStore,
  ReliabilityReader,
  SloObjectives,
} from './reliability';
import { createRouter } from './router/createRouter';
import { RunbookLibrary, runbookSources } from './runbooks';
import { DefaultFaults } from './services/DefaultFaults';
import { DetectorReader } from './services/DetectorReader';
import { EntityReliability } from './services/EntityReliability';
import { IncidentCommands } from './services/IncidentCommands';
import { IncidentReader } from './services/IncidentReader';
import { Mutes } from './services/Mutes';
import { OperationsAround } from './services/OperationsAround';
import { RespondedIncidents } from './services/RespondedIncidents';
import { RunbookReader } from './services/RunbookReader';
import { VisibleEntities } from './services/VisibleEntities';

/**
 * Finds what is wrong in the linked clusters, and why; and keeps the incidents that come of it.
 *
 * @public
 */
export const faultsPlugin = createBackendPlugin({
  pluginId: 'groundcrew-faults',
  register(env) {
    const registry = DetectorRegistry.create(coreDetectors);
    const responders = IncidentResponders.create();
    env.registerExtensionPoint(faultsExtensionPoint, registry);
    env.registerExtensionPoint(incidentsExtensionPoint, responders);
    env.registerInit({
      deps: {
        access: readAccessServiceRef,
        actions: actionsRegistryServiceRef,
        auditor: coreServices.auditor,
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        clusters: clustersServiceRef,
        config: coreServices.rootConfig,
        database: coreServices.database,
        events: eventsServiceRef,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        interest: entityInterestServiceRef,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        metrics: metricsServiceRef,
        operations: operationsServiceRef,
        permissionsRegistry: coreServices.permissionsRegistry,
        readers: liveReadersServiceRef,
        scheduler: coreServices.scheduler,
        signals: signalsServiceRef,
        urlReader: coreServices.urlReader,
      },
      async init(services) {
        const { config, database, httpRouter, lifecycle } = services;
        responders.refuseUnknownFaults(registry.faultIds());
        services.permissionsRegistry.addPermissions(faultsPermissions);
        const knex = await openFaultsDatabase(database);
        const store = DatabaseIncidentStore.create({ knex });
        const muteStore = DatabaseMuteStore.create({ knex });
        const health = DatabaseHealthStore.create({ knex });
        const announcer = IncidentAnnouncer.create(services);
        const loops = FaultLoops.create({
          ...services,
          announcer,
          detectors: registry.all(),
          sources: registry.evidence(),
          health,
          knex,
          leases: await DatabaseLeases.create({ database }),
          mutes: muteStore,
          settings: IncidentSettings.fromConfig(config),
          store,
        });

        const { diagnoses } = loops;
        const entities = VisibleEntities.create(services);
        const onChange = (cluster: string) => loops.changed(cluster);
        const faults = DefaultFaults.create({
          ...services,
          diagnoses,
          entities,
          incidents: store,
        });
        const incidents = IncidentReader.create({
          ...services,
          entities,
          operations: OperationsAround.create(services),
          store,
        });
        const responded = RespondedIncidents.create({
          loops,
          onChange,
          mutes: muteStore,
          reader: incidents,
          store,
        });
        const library = RunbookLibrary.create({
          ...services,
          sources: runbookSources(config, services.urlReader),
        });
        const runbooks = RunbookReader.create({
          detectors: registry.all(),
          incidents,
          library,
        });
        lifecycle.addStartupHook(async () => {
          await library.start(services.scheduler);
          await loops.start();
          await responders.start(responded, services.logger);
        });
        lifecycle.addShutdownHook(async () => {
          await responders.stop();
          await loops.stop();
        });

        registerListAction({ ...services, faults });
        registerExplainAction({ ...services, faults, incidents });
        registerProposeFixAction({ ...services, faults, incidents, runbooks });
        httpRouter.use(
          createRouter({
            ...services,
            faults,
            incidents,
            commands: IncidentCommands.create({ ...services, onChange, store }),
            detectors: DetectorReader.create({ ...services, diagnoses, store }),
            runbooks,
            mutes: Mutes.create({
              ...services,
              faults: registry.faultIds(),
              onChange,
              store: muteStore,
            }),
            reliability: EntityReliability.create({
              ...services,
              incidents,
              reader: ReliabilityReader.create({
                store: health,
                objectives: SloObjectives.fromConfig(config),
              }),
            }),
          }),
        );
      },
    });
  },
});
