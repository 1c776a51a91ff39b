import type { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import type { SignalsService } from '@backstage/plugin-signals-node';
import { INCIDENTS_CHANGED_CHANNEL } from '@groundcrew/plugin-faults-common';
import { randomUUID } from 'node:crypto';

/** What happens so soon after one message is told with the next. */
const COALESCE_MS = 100;

/** Options of {@link IncidentAnnouncer.create}. */
export interface IncidentAnnouncerOptions {
  logger: LoggerService;
  signals: SignalsService;
}

/** Tells open pages that there is something new about incidents: at once, and then not more often than every 100 ms. */
export class IncidentAnnouncer {
  readonly #options: IncidentAnnouncerOptions;
  #timer: NodeJS.Timeout | undefined;
  #isDue = false;

  static create(options: IncidentAnnouncerOptions): IncidentAnnouncer {
    return new IncidentAnnouncer(options);
  }

  private constructor(options: IncidentAnnouncerOptions) {
    this.#options = options;
  }

  announce(): void {
    if (this.#timer) {
      this.#isDue = true;
      return;
    }
    this.#publish();
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      if (this.#isDue) {
        this.#isDue = false;
        this.announce();
      }
    }, COALESCE_MS);
    this.#timer.unref();
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  #publish(): void {
    const { logger, signals } = this.#options;
    signals
      .publish({
        recipients: { type: 'broadcast' },
        channel: INCIDENTS_CHANGED_CHANNEL,
        message: { revision: randomUUID() },
      })
      .catch(error =>
        logger.warn(
          `Open pages were not told that incidents changed, and ask by themselves later: ${stringifyError(
            error,
          )}`,
        ),
      );
  }
}
