import type {
  MetricsService,
  MetricsServiceCounter,
  MetricsServiceHistogram,
} from '@backstage/backend-plugin-api/alpha';
import type { IncidentEntry, IncidentRecord } from './IncidentRecord';

/** What the incidents of this process tell of themselves. */
export class IncidentInstruments {
  readonly #changes: MetricsServiceCounter;
  readonly #duration: MetricsServiceHistogram;

  static create(options: { metrics: MetricsService }): IncidentInstruments {
    return new IncidentInstruments(options.metrics);
  }

  private constructor(metrics: MetricsService) {
    this.#changes = metrics.createCounter('groundcrew_incidents_changes', {
      description:
        'What happened to incidents: opened, merged, overdue, resolved …',
    });
    this.#duration = metrics.createHistogram('groundcrew_incidents_duration', {
      description: 'How long incidents lasted',
      unit: 's',
    });
  }

  wrote(record: IncidentRecord, entries: readonly IncidentEntry[]): void {
    const { cluster, openedAt, resolution, resolvedAt, severity } = record;
    for (const { kind } of entries) {
      this.#changes.add(1, { cluster, severity, kind });
    }
    if (resolvedAt !== undefined && resolution !== 'merged') {
      this.#duration.record((resolvedAt - openedAt) / 1_000, {
        cluster,
        severity,
      });
    }
  }
}
