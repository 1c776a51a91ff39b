import type { LoggerService } from '@backstage/backend-plugin-api';
import { InputError, stringifyError } from '@backstage/errors';
import type {
  IncidentResponder,
  Incidents,
  IncidentsExtensionPoint,
} from '@groundcrew/plugin-faults-node';
import { nearestName } from '../kubernetes/similarNames';

/** What responds to incidents without being a person. One that fails does not keep the others, or detection, from their work. */
export class IncidentResponders implements IncidentsExtensionPoint {
  readonly #responders: IncidentResponder[] = [];

  static create(): IncidentResponders {
    return new IncidentResponders();
  }

  private constructor() {}

  addResponder(responder: IncidentResponder): void {
    this.#responders.push(responder);
  }

  /** @throws InputError where one is configured for a fault that nobody finds */
  refuseUnknownFaults(faults: ReadonlySet<string>): void {
    for (const responder of this.#responders) {
      for (const { by, fault } of responder.configuredFaults?.() ?? []) {
        if (!faults.has(fault)) {
          throw new InputError(
            `No detector finds the fault '${fault}', which the ${by} is for. Is '${nearestName(
              fault,
              faults,
            )}' meant?`,
          );
        }
      }
    }
  }

  async start(incidents: Incidents, logger: LoggerService): Promise<void> {
    for (const responder of this.#responders) {
      try {
        await responder.start(incidents);
      } catch (error) {
        logger.error(
          `What should respond to incidents could not be started: ${stringifyError(
            error,
          )}`,
        );
      }
    }
  }

  async stop(): Promise<void> {
    await Promise.allSettled(
      this.#responders.map(responder => responder.stop()),
    );
  }
}
