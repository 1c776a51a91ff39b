import type { LoggerService } from '@backstage/backend-plugin-api';
import type { MetricsService } from '@backstage/backend-plugin-api/alpha';
import { Controller, type ReconcileResult } from '@groundcrew/controller';
import type { ClustersService } from '@groundcrew/plugin-clusters-node';
import type {
  IncidentResponder,
  Incidents,
} from '@groundcrew/plugin-faults-node';
import type { AlertBook } from '../alerts/AlertBook';
import { assessAlert, type AssessedAlert } from '../alerts/assessAlert';
import type { CatalogCriticality } from '../alerts/CatalogCriticality';
import { NodeWorkloads } from '../alerts/NodeWorkloads';
import type { AlertSettings } from '../settings/AlertSettings';
import { ServerSync } from '../silences/ServerSync';
import type { SilenceStore } from '../silences/SilenceStore';
import type { AlertStore } from '../store/AlertStore';
import type { AlertInstruments } from './AlertInstruments';

/** The key of all alerts; those of servers begin otherwise. */
const ALERTS = 'alerts';
const SERVER = 'server ';
/** What another replica took, or an object that appeared, is seen after so long at the latest. */
const RESYNC_MS = 5_000;
/** Incidents change by the dozen when a node dies: an Alertmanager is asked once for all that. */
const GATHER_MS = 1_000;
const HOUR_MS = 3_600_000;

/** Options of {@link AlertLoop.create}. */
export interface AlertLoopOptions {
  book: AlertBook;
  clusters: ClustersService;
  criticality: Pick<CatalogCriticality, 'of' | 'refresh'>;
  instruments: AlertInstruments;
  logger: LoggerService;
  metrics: MetricsService;
  settings: AlertSettings;
  silences: SilenceStore;
  store: AlertStore;
  /** How often it is looked for what nobody told, in milliseconds. */
  resyncMs?: number;
}

/** Keeps in step what is known of alerts, what detectors are told of them, and what Alertmanagers keep silent. */
export class AlertLoop implements IncidentResponder {
  readonly #options: AlertLoopOptions;
  readonly #controller: Controller;
  readonly #syncs = new Map<string, ServerSync>();
  #incidents: Incidents | undefined;
  #firing: readonly AssessedAlert[] = [];
  #unsubscribe: (() => void) | undefined;
  #forgotAt = 0;

  static create(options: AlertLoopOptions): AlertLoop {
    return new AlertLoop(options);
  }

  private constructor(options: AlertLoopOptions) {
    const { logger, metrics, resyncMs = RESYNC_MS } = options;
    this.#options = options;
    this.#controller = Controller.create({
      name: 'alerts',
      backoff: { initialMs: 1_000, maxMs: 60_000 },
      resync: { everyMs: resyncMs, keys: async () => [ALERTS] },
      reconcile: (key, { signal }) => this.#reconcile(key, signal),
      logger,
      metrics,
    });
  }

  async start(incidents: Incidents): Promise<void> {
    const { settings } = this.#options;
    this.#incidents = incidents;
    for (const server of settings.servers) {
      this.#syncs.set(
        server.name,
        ServerSync.create({
          ...this.#options,
          incidents,
          server,
          firing: () => this.#firing,
          onChange: () => this.wake(),
        }),
      );
    }
    // What is muted may not be what it was, nor what alerts belong to it.
    this.#unsubscribe = incidents.subscribe(() => this.#wakeServers());
    this.#controller.start();
    this.#wakeServers();
  }

  async stop(): Promise<void> {
    this.#unsubscribe?.();
    this.#incidents = undefined;
    await this.#controller.stop();
  }

  /** Undefined before they can be read. */
  get incidents(): Incidents | undefined {
    return this.#incidents;
  }

  /** Those that fire, as they were looked at last. */
  firing(): readonly AssessedAlert[] {
    return this.#firing;
  }

  /** Other alerts are kept than before. */
  wake(): void {
    this.#controller.enqueue(ALERTS);
  }

  #wakeServers(): void {
    for (const name of this.#syncs.keys()) {
      this.#controller.enqueue(SERVER + name, { afterMs: GATHER_MS });
    }
  }

  async #reconcile(
    key: string,
    signal: AbortSignal,
  ): Promise<ReconcileResult | void> {
    if (key === ALERTS) {
      await this.#refresh();
      return undefined;
    }
    const name = key.slice(SERVER.length);
    if (this.#isOurs(name)) {
      await this.#syncs.get(name)?.run(signal);
    }
    return { againInMs: this.#options.settings.pollMs };
  }

  /** Of all replicas the one that keeps the incidents of a cluster asks its Alertmanager; one of all clusters is the first one's. */
  #isOurs(server: string): boolean {
    const { clusters, settings } = this.#options;
    const found = settings.servers.find(({ name }) => name === server);
    const cluster =
      found?.cluster ??
      clusters
        .clusters()
        .map(({ name }) => name)
        .sort()[0];
    return this.#incidents?.owned().includes(cluster) ?? false;
  }

  async #refresh(): Promise<void> {
    const { book, clusters, criticality, instruments, settings, store } =
      this.#options;
    const now = Date.now();
    await criticality.refresh(now);
    await store.endUnheard(now - settings.overAfterMs, now);
    const nodes = NodeWorkloads.create();
    const assessed = (await store.firing()).map(record =>
      assessAlert(record, {
        clusters,
        nodes,
        settings,
        criticalityOf: (...place) => criticality.of(...place),
      }),
    );
    this.#firing = assessed;
    book.take(assessed);
    instruments.counted(assessed);
    for (const { hasSuffered, object, record } of assessed) {
      const isNews =
        record.hasSuffered !== hasSuffered ||
        (object && JSON.stringify(object) !== JSON.stringify(record.object));
      if (isNews) {
        await store.note(record.id, { hasSuffered, object });
      }
    }
    if (now - this.#forgotAt >= HOUR_MS) {
      this.#forgotAt = now;
      const forgotten = await store.forget(now - settings.keepMs);
      if (forgotten > 0) {
        this.#options.logger.info(`Forgot ${forgotten} alerts of long ago`);
      }
    }
  }
}
