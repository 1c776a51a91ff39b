import type {
  MetricsService,
  MetricsServiceCounter,
  MetricsServiceHistogram,
} from '@backstage/backend-plugin-api/alpha';
import type { NoticeEntry, NoticeRecord } from '../notices/NoticeRecord';

/** What telling people tells of itself. */
export class NoticeInstruments {
  readonly #delay: MetricsServiceHistogram;
  readonly #merged: MetricsServiceCounter;
  readonly #told: MetricsServiceCounter;
  readonly #failed: MetricsServiceCounter;
  readonly #unheard: MetricsServiceCounter;

  static create(options: { metrics: MetricsService }): NoticeInstruments {
    return new NoticeInstruments(options.metrics);
  }

  private constructor(metrics: MetricsService) {
    this.#delay = metrics.createHistogram('groundcrew_notices_delay', {
      description: 'From when an incident opened to when people were told',
      unit: 'seconds',
    });
    this.#told = metrics.createCounter('groundcrew_notices_sent', {
      description: 'Times that people were told of an incident, by why',
    });
    this.#merged = metrics.createCounter('groundcrew_notices_merged', {
      description:
        'Incidents that nobody was told of for themselves: they came back soon, or opened with many others',
    });
    this.#failed = metrics.createCounter('groundcrew_notices_failed', {
      description: 'Times that people could not be told, and are tried again',
    });
    this.#unheard = metrics.createCounter('groundcrew_notices_unheard', {
      description: 'Times that nobody could be found who should be told',
    });
  }

  /** @param openedAt - milliseconds since 1970 */
  sent(cluster: string, entry: NoticeEntry, openedAt: number): void {
    const { reason, sentAt = entry.at, severity } = entry;
    this.#told.add(1, { cluster, reason, severity });
    if (reason === 'opened') {
      this.#delay.record(Math.max(0, sentAt - openedAt) / 1_000, {
        cluster,
        severity,
      });
    }
  }

  unheard(cluster: string): void {
    this.#unheard.add(1, { cluster });
  }

  failed(cluster: string): void {
    this.#failed.add(1, { cluster });
  }

  wrote(before: NoticeRecord, after: NoticeRecord): void {
    const { cluster } = after;
    const joins = after.state === 'storm' && before.state !== 'storm';
    const returns =
      after.state === 'waiting' &&
      after.overAt !== undefined &&
      before.state === 'over';
    if (joins || returns) {
      this.#merged.add(1, { cluster });
    }
  }
}
