import type {
  AuditorService,
  HttpAuthService,
} from '@backstage/backend-plugin-api';
import type { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import type { FleetUpdates } from '../liveUpdates';
import type { AuthorizedPodLogs } from '../logs';
import type { AuthorizedClusterReader } from '../reading';
import type { AuthorizedClusterRegistry } from '../registry';
import { addClusterRoutes } from './clusterRoutes';
import { addDocumentRoutes } from './documentRoutes';
import { addLogRoutes } from './logRoutes';
import { addRegistrationRoutes } from './registrationRoutes';

/** What the routes call. Each of it decides for itself what the caller may. */
export interface RouterOptions {
  httpAuth: HttpAuthService;
  auditor: AuditorService;
  reader: AuthorizedClusterReader;
  logs: AuthorizedPodLogs;
  registry: AuthorizedClusterRegistry;
  fleetUpdates: FleetUpdates;
}

/**
 * The routes under `/v1`.
 *
 * @remarks
 *
 * They are for users alone. The permission framework allows every service whatever it asks for, so a service that
 * were let in here would read all clusters, logs and configuration of the installation.
 */
export function createRouter(options: RouterOptions): Router {
  const router = PromiseRouter();
  addClusterRoutes(router, options);
  addLogRoutes(router, options);
  addRegistrationRoutes(router, options);
  addDocumentRoutes(router, options);
  return router;
}
