import type {
  MetricsService,
  MetricsServiceCounter,
} from '@backstage/backend-plugin-api/alpha';

/** Where evidence is asked for. */
export type EvidenceRequestSource = 'logs' | 'usage';

/** Options of {@link EvidenceInstruments.create}. */
export interface EvidenceInstrumentsOptions {
  metrics: MetricsService;
  /** What is kept of logs. */
  held: () => { pods: number; bytes: number };
}

/** What reading evidence costs, and how often that fails. */
export class EvidenceInstruments {
  readonly #requests: MetricsServiceCounter;

  static create(options: EvidenceInstrumentsOptions): EvidenceInstruments {
    return new EvidenceInstruments(options);
  }

  private constructor({ held, metrics }: EvidenceInstrumentsOptions) {
    this.#requests = metrics.createCounter(
      'groundcrew_faults_evidence_requests',
      {
        description:
          'Requests to clusters for evidence, by what they ask for and how they end',
      },
    );
    metrics
      .createObservableGauge('groundcrew_faults_held_log_pods', {
        description: 'Pods whose logs are kept',
      })
      .addCallback(result => result.observe(held().pods));
    metrics
      .createObservableGauge('groundcrew_faults_held_log_bytes', {
        description: 'How much of logs is kept',
        unit: 'By',
      })
      .addCallback(result => result.observe(held().bytes));
  }

  /** @param outcome - `succeeded`, `not-made` when too many wait, or how it failed */
  requested(
    cluster: string,
    source: EvidenceRequestSource,
    outcome: string,
  ): void {
    this.#requests.add(1, { cluster, source, outcome });
  }
}
