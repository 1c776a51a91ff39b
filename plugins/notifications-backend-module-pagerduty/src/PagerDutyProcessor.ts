import type {
  NotificationProcessor,
  NotificationSendOptions,
} from '@backstage/plugin-notifications-node';
import { eventOf } from './events/eventOf';
import { isFor } from './events/isFor';
import type { PagerDutyEvent } from './events/PagerDutyEvent';
import type { PagerDutyService } from './settings/PagerDutySettings';

/** Options of {@link PagerDutyProcessor.create}. */
export interface PagerDutyProcessorOptions {
  /** Of the app, which links lead to. */
  baseUrl: string;
  services: readonly {
    service: PagerDutyService;
    client: { deliver(event: PagerDutyEvent): Promise<void> };
  }[];
}

/** Tells PagerDuty of notifications: once for each, however many people it goes to. */
export class PagerDutyProcessor implements NotificationProcessor {
  readonly #options: PagerDutyProcessorOptions;

  static create(options: PagerDutyProcessorOptions): PagerDutyProcessor {
    return new PagerDutyProcessor(options);
  }

  private constructor(options: PagerDutyProcessorOptions) {
    this.#options = options;
  }

  getName(): string {
    return 'PagerDuty';
  }

  async processOptions(
    options: NotificationSendOptions,
  ): Promise<NotificationSendOptions> {
    const { baseUrl, services } = this.#options;
    for (const { client, service } of services) {
      if (isFor(service, options)) {
        // Nobody waits for it: Backstage tells people meanwhile.
        void client.deliver(eventOf(options.payload, baseUrl));
      }
    }
    return options;
  }
}
