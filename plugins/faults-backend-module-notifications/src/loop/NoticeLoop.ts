import type { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import type { MetricsService } from '@backstage/backend-plugin-api/alpha';
import { ServiceUnavailableError } from '@backstage/errors';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { NotificationService } from '@backstage/plugin-notifications-node';
import { Controller } from '@groundcrew/controller';
import type {
  IncidentResponder,
  Incidents,
} from '@groundcrew/plugin-faults-node';
import { RecipientDirectory } from '../recipients/RecipientDirectory';
import type { NoticeSettings } from '../settings/NoticeSettings';
import type { NoticeStore } from '../store/NoticeStore';
import { ClusterNotices } from './ClusterNotices';
import { NoticeInstruments } from './NoticeInstruments';
import { NoticeSender } from './NoticeSender';
import { RouteChooser } from './RouteChooser';

const RESYNC_MS = 30_000;
const HOUR_MS = 3_600_000;

/** Options of {@link NoticeLoop.create}. */
export interface NoticeLoopOptions {
  auth: AuthService;
  catalog: Pick<CatalogService, 'getEntitiesByRefs'>;
  logger: LoggerService;
  metrics: MetricsService;
  notifications: NotificationService;
  settings: NoticeSettings;
  store: NoticeStore;
  /** Milliseconds since 1970; the clock of this process by default. */
  now?: () => number;
}

/** Tells people of the incidents of the clusters that this process keeps: looks at a cluster whose incidents are not as they were. */
export class NoticeLoop implements IncidentResponder {
  readonly #options: NoticeLoopOptions;
  readonly #instruments: NoticeInstruments;
  readonly #now: () => number;
  #running: { controller: Controller; incidents: Incidents } | undefined;
  #unsubscribe: (() => void) | undefined;
  #forgotAt = 0;

  static create(options: NoticeLoopOptions): NoticeLoop {
    return new NoticeLoop(options);
  }

  private constructor(options: NoticeLoopOptions) {
    this.#options = options;
    this.#now = options.now ?? Date.now;
    this.#instruments = NoticeInstruments.create(options);
  }

  async start(incidents: Incidents): Promise<void> {
    const { logger, metrics } = this.#options;
    const directory = RecipientDirectory.create(this.#options);
    const known = {
      ...this.#options,
      directory,
      incidents,
      instruments: this.#instruments,
      now: this.#now,
    };
    const notices = ClusterNotices.create({
      ...known,
      routes: RouteChooser.create(known),
      sender: NoticeSender.create(known),
    });
    const controller = Controller.create({
      name: 'notifications',
      logger,
      metrics,
      reconcile: async cluster => ({ againInMs: await notices.look(cluster) }),
      resync: { everyMs: RESYNC_MS, keys: () => this.#clusters() },
    });
    this.#running = { controller, incidents };
    this.#unsubscribe = incidents.subscribe(cluster =>
      controller.enqueue(cluster),
    );
    controller.start();
  }

  async stop(): Promise<void> {
    this.#unsubscribe?.();
    const controller = this.#running?.controller;
    this.#running = undefined;
    await controller?.stop();
  }

  /** @throws ServiceUnavailableError before they can be read */
  incidents(): Incidents {
    if (!this.#running) {
      throw new ServiceUnavailableError('Incidents cannot be read yet');
    }
    return this.#running.incidents;
  }

  async #clusters(): Promise<Iterable<string>> {
    const { settings, store } = this.#options;
    const now = this.#now();
    if (Math.abs(now - this.#forgotAt) >= HOUR_MS) {
      this.#forgotAt = now;
      await store.forget(now - settings.keepMs);
    }
    return this.#running?.incidents.owned() ?? [];
  }
}
