import { createExtensionPoint } from '@backstage/backend-plugin-api';
import type { Incidents } from './Incidents';

/**
 * Responds to incidents without being a person: heals, tells others.
 *
 * @public
 */
export interface IncidentResponder {
  /** Begins, when incidents can be read. */
  start(incidents: Incidents): Promise<void>;
  /** Stops; what is under way is gone on with after the next start. */
  stop(): Promise<void>;
}

/**
 * Where modules add what responds to incidents.
 *
 * @public
 */
export interface IncidentsExtensionPoint {
  addResponder(responder: IncidentResponder): void;
}

/**
 * Where modules add what responds to incidents.
 *
 * @public
 */
export const incidentsExtensionPoint =
  createExtensionPoint<IncidentsExtensionPoint>({
    id: 'groundcrew.faults.incidents',
  });
