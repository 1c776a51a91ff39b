import type { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import type { MetricsService } from '@backstage/backend-plugin-api/alpha';
import { ServiceUnavailableError, stringifyError } from '@backstage/errors';
import type { EventsService } from '@backstage/plugin-events-node';
import { Controller, type ReconcileResult } from '@groundcrew/controller';
import type {
  ConfiguredFault,
  IncidentResponder,
  Incidents,
} from '@groundcrew/plugin-faults-node';
import { OPERATIONS_TOPIC } from '@groundcrew/plugin-operations-common';
import type { OperationsService } from '@groundcrew/plugin-operations-node';
import type { HealingSettings } from '../settings/HealingSettings';
import type { HealingStore } from '../store/HealingStore';
import { AutomatedOperations } from './AutomatedOperations';
import { HealingInstruments } from './HealingInstruments';
import { HealingObserver } from './HealingObserver';
import { HealingStep } from './HealingStep';

const RESYNC_MS = 30_000;
const HOUR_MS = 3_600_000;

/** Options of {@link HealingLoop.create}. */
export interface HealingLoopOptions {
  auth: AuthService;
  events: EventsService;
  logger: LoggerService;
  metrics: MetricsService;
  operations: OperationsService;
  settings: HealingSettings;
  store: HealingStore;
}

/** Heals the incidents of the clusters that this process keeps: looks at each that is not as it was, and takes it a step further. */
export class HealingLoop implements IncidentResponder {
  readonly #options: HealingLoopOptions;
  readonly #instruments: HealingInstruments;
  #running: { controller: Controller; incidents: Incidents } | undefined;
  #unsubscribe: (() => void) | undefined;
  #forgotAt = 0;

  static create(options: HealingLoopOptions): HealingLoop {
    return new HealingLoop(options);
  }

  private constructor(options: HealingLoopOptions) {
    this.#options = options;
    this.#instruments = HealingInstruments.create(options);
  }

  configuredFaults(): ConfiguredFault[] {
    return this.#options.settings.policies.flatMap(({ policy }) =>
      policy.trigger.faults.map(fault => ({
        fault,
        by: `healing policy '${policy.id}'`,
      })),
    );
  }

  async start(incidents: Incidents): Promise<void> {
    const { events, logger, metrics } = this.#options;
    const operations = AutomatedOperations.create(this.#options);
    const step = HealingStep.create({
      ...this.#options,
      incidents,
      instruments: this.#instruments,
      observer: HealingObserver.create({ ...this.#options, operations }),
      operations,
    });
    const controller = Controller.create({
      name: 'healing',
      logger,
      metrics,
      reconcile: async key => await this.#reconcile(step, Number(key)),
      resync: { everyMs: RESYNC_MS, keys: () => this.#keysOfAll() },
    });
    this.#running = { controller, incidents };
    this.#unsubscribe = incidents.subscribe(cluster => {
      this.#wake([cluster]);
    });
    await events.subscribe({
      id: 'groundcrew-healing',
      topics: [OPERATIONS_TOPIC],
      // Which incident it is for is not looked for: few are under way at a time.
      onEvent: async () => this.#wakeUnderWay(),
    });
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

  /** Has all incidents looked at: a policy or a pause is not as it was. */
  wakeAll(): void {
    this.#wake(this.#running?.incidents.owned() ?? []);
  }

  async #reconcile(
    step: HealingStep,
    incident: number,
  ): Promise<ReconcileResult> {
    return { againInMs: await step.take(incident) };
  }

  #wake(clusters: readonly string[]): void {
    this.#enqueue(this.#keysOf(clusters));
  }

  #wakeUnderWay(): void {
    const clusters = this.#running?.incidents.owned() ?? [];
    this.#enqueue(this.#options.store.underWay(clusters));
  }

  #enqueue(keys: Promise<Iterable<string | number>>): void {
    keys
      .then(all => {
        for (const key of all) {
          this.#running?.controller.enqueue(String(key));
        }
      })
      .catch(error =>
        this.#options.logger.warn(
          `Which incidents to heal is not known, and asked again soon: ${stringifyError(
            error,
          )}`,
        ),
      );
  }

  async #keysOfAll(): Promise<Iterable<string>> {
    await this.#forget();
    return await this.#keysOf(this.#running?.incidents.owned() ?? []);
  }

  /** Those that are not resolved, and those that are while an attempt goes on. */
  async #keysOf(clusters: readonly string[]): Promise<Iterable<string>> {
    const keys = new Set<string>();
    for (const cluster of clusters) {
      for (const { id } of (await this.#running?.incidents.current(cluster)) ??
        []) {
        keys.add(String(id));
      }
    }
    for (const id of await this.#options.store.underWay(clusters)) {
      keys.add(String(id));
    }
    return keys;
  }

  async #forget(): Promise<void> {
    const { settings, store } = this.#options;
    const now = Date.now();
    if (now - this.#forgotAt >= HOUR_MS) {
      this.#forgotAt = now;
      await store.forget(now - settings.keepMs);
    }
  }
}
