import { createExtensionPoint } from '@backstage/backend-plugin-api';
import type { Incidents } from './Incidents';

/**
 * A fault that somebody named in config.
 *
 * @public
 */
export interface ConfiguredFault {
  /** The id of the fault. */
  fault: string;
  /** Where it is named, for people: `healing policy 'restart-cart'`. */
  by: string;
}

/**
 * Responds to incidents without being a person: heals, tells others.
 *
 * @public
 */
export interface IncidentResponder {
  /** The faults that it is configured for. The plugin does not start where no detector finds one of them: it would never respond. */
  configuredFaults?(): readonly ConfiguredFault[];
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
