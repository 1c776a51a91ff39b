import type {
  MetricsService,
  MetricsServiceCounter,
} from '@backstage/backend-plugin-api/alpha';
import type { ClusterJournal } from './ClusterJournal';

/** Options of {@link JournalInstruments.create}. */
export interface JournalInstrumentsOptions {
  metrics: MetricsService;
  /** What is followed, by cluster. */
  journals(): Iterable<[string, ClusterJournal]>;
}

/** What the journal of health tells of itself. */
export class JournalInstruments {
  readonly #transitions: MetricsServiceCounter;
  readonly #failures: MetricsServiceCounter;

  static create(options: JournalInstrumentsOptions): JournalInstruments {
    return new JournalInstruments(options);
  }

  private constructor({ journals, metrics }: JournalInstrumentsOptions) {
    this.#transitions = metrics.createCounter(
      'groundcrew_faults_health_transitions',
      { description: 'Workloads that went up, down, or in between' },
    );
    this.#failures = metrics.createCounter(
      'groundcrew_faults_health_write_failures',
      { description: 'Times that health could not be written down' },
    );
    metrics
      .createObservableGauge('groundcrew_faults_workloads', {
        description: 'Workloads by how they do now',
      })
      .addCallback(result => {
        for (const [cluster, journal] of journals()) {
          for (const [health, count] of journal.countByHealth()) {
            result.observe(count, { cluster, health });
          }
        }
      });
    metrics
      .createObservableGauge('groundcrew_faults_health_unwritten', {
        description: 'Spans of health that are not written down yet',
      })
      .addCallback(result => {
        for (const [cluster, journal] of journals()) {
          result.observe(journal.unwrittenCount, { cluster });
        }
      });
  }

  changed(cluster: string, health: string): void {
    this.#transitions.add(1, { cluster, health });
  }

  failed(): void {
    this.#failures.add(1);
  }
}
