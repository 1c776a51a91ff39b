import type {
  MetricsService,
  MetricsServiceCounter,
  MetricsServiceHistogram,
} from '@backstage/backend-plugin-api/alpha';

/** Options of {@link ControllerInstruments.create}. */
export interface ControllerInstrumentsOptions {
  metrics: MetricsService;
  /** The name of the loop: the attribute `controller` of all its metrics. */
  controller: string;
  /** How many keys wait, and how many are worked on. */
  readQueue(): { waiting: number; active: number };
}

/** What a loop tells of itself: how much it does, how long that takes, and how far it is behind. */
export class ControllerInstruments {
  readonly #attributes: { controller: string };
  readonly #reconciliations: MetricsServiceCounter;
  readonly #duration: MetricsServiceHistogram;
  readonly #wait: MetricsServiceHistogram;

  private constructor(options: ControllerInstrumentsOptions) {
    const { controller, metrics, readQueue } = options;
    this.#attributes = { controller };
    this.#reconciliations = metrics.createCounter(
      'groundcrew_controller_reconciliations',
      { description: 'How often a loop looked at a key, by outcome' },
    );
    this.#duration = metrics.createHistogram(
      'groundcrew_controller_reconciliation_duration',
      { description: 'How long a look at a key took', unit: 'ms' },
    );
    this.#wait = metrics.createHistogram('groundcrew_controller_wait', {
      description: 'How long a key waited until somebody looked at it',
      unit: 'ms',
    });
    metrics
      .createObservableGauge('groundcrew_controller_keys', {
        description: 'Keys that wait, or are worked on',
      })
      .addCallback(result => {
        const { waiting, active } = readQueue();
        result.observe(waiting, { controller, state: 'waiting' });
        result.observe(active, { controller, state: 'active' });
      });
  }

  static create(options: ControllerInstrumentsOptions): ControllerInstruments {
    return new ControllerInstruments(options);
  }

  reconciled(reconciliation: {
    outcome: 'succeeded' | 'failed';
    waitedMs: number;
    tookMs: number;
  }): void {
    const { outcome, waitedMs, tookMs } = reconciliation;
    this.#reconciliations.add(1, { ...this.#attributes, outcome });
    this.#duration.record(tookMs, this.#attributes);
    this.#wait.record(waitedMs, this.#attributes);
  }
}
