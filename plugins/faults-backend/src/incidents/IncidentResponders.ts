import type { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import type {
  IncidentResponder,
  Incidents,
  IncidentsExtensionPoint,
} from '@groundcrew/plugin-faults-node';

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
