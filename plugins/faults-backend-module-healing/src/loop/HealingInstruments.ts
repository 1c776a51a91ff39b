import type {
  MetricsService,
  MetricsServiceCounter,
} from '@backstage/backend-plugin-api/alpha';
import {
  hasEnded,
  underWay,
  type HealingRecord,
} from '../healing/HealingRecord';

/** What healing tells of itself. */
export class HealingInstruments {
  readonly #attempts: MetricsServiceCounter;
  readonly #underWay = new Map<number, string>();

  static create(options: { metrics: MetricsService }): HealingInstruments {
    return new HealingInstruments(options.metrics);
  }

  private constructor(metrics: MetricsService) {
    this.#attempts = metrics.createCounter('groundcrew_healing_attempts', {
      description: 'Attempts to heal an incident that ended, by how they did',
    });
    metrics
      .createObservableGauge('groundcrew_healing_under_way', {
        description: 'Incidents that healing is at work on',
      })
      .addCallback(result => {
        const counts = new Map<string, number>();
        for (const cluster of this.#underWay.values()) {
          counts.set(cluster, (counts.get(cluster) ?? 0) + 1);
        }
        for (const [cluster, count] of counts) {
          result.observe(count, { cluster });
        }
      });
  }

  wrote(before: HealingRecord, after: HealingRecord): void {
    const { cluster, incident } = after;
    const known = underWay(before);
    for (const attempt of after.attempts) {
      const isNew = attempt.number > before.attempts.length;
      if (hasEnded(attempt) && (isNew || attempt.number === known?.number)) {
        const { outcome, policy } = attempt;
        this.#attempts.add(1, { cluster, policy, outcome });
      }
    }
    if (underWay(after)) {
      this.#underWay.set(incident, cluster);
    } else {
      this.#underWay.delete(incident);
    }
  }
}
