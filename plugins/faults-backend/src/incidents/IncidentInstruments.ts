import type {
  MetricsService,
  MetricsServiceCounter,
  MetricsServiceHistogram,
} from '@backstage/backend-plugin-api/alpha';
import {
  severitySchema,
  type Severity,
} from '@groundcrew/plugin-faults-common';
import type { IncidentEntry, IncidentRecord } from './IncidentRecord';

/** What the incidents of this process tell of themselves. */
export class IncidentInstruments {
  readonly #changes: MetricsServiceCounter;
  readonly #duration: MetricsServiceHistogram;
  readonly #current = new Map<string, Map<Severity, number>>();

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
    metrics
      .createObservableGauge('groundcrew_incidents_open', {
        description: 'Incidents that are not resolved',
      })
      .addCallback(result => {
        for (const [cluster, bySeverity] of this.#current) {
          for (const [severity, count] of bySeverity) {
            result.observe(count, { cluster, severity });
          }
        }
      });
  }

  /** The incidents of a cluster that are not resolved now. */
  counted(cluster: string, current: readonly IncidentRecord[]): void {
    const counts = new Map<Severity, number>(
      severitySchema.options.map(severity => [severity, 0]),
    );
    for (const { severity } of current) {
      counts.set(severity, (counts.get(severity) ?? 0) + 1);
    }
    this.#current.set(cluster, counts);
  }

  /** Somebody else counts those of a cluster now, or nobody. */
  forgot(cluster: string): void {
    this.#current.delete(cluster);
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
