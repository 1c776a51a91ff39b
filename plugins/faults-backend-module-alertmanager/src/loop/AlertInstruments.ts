import type {
  MetricsService,
  MetricsServiceCounter,
} from '@backstage/backend-plugin-api/alpha';
import type { AssessedAlert } from '../alerts/assessAlert';

/** What alerts tell of themselves. */
export class AlertInstruments {
  readonly #received: MetricsServiceCounter;
  #firing: readonly AssessedAlert[] = [];

  static create(options: { metrics: MetricsService }): AlertInstruments {
    return new AlertInstruments(options.metrics);
  }

  private constructor(metrics: MetricsService) {
    this.#received = metrics.createCounter('groundcrew_alerts_received', {
      description: 'Alerts that Alertmanager posted',
    });
    metrics
      .createObservableGauge('groundcrew_alerts_firing', {
        description: 'Alerts that fire, by where they stand',
      })
      .addCallback(result => {
        const counts = new Map<string, number>();
        for (const { record, state } of this.#firing) {
          const key = JSON.stringify({ cluster: record.cluster, state });
          counts.set(key, (counts.get(key) ?? 0) + 1);
        }
        for (const [key, count] of counts) {
          result.observe(count, JSON.parse(key));
        }
      });
  }

  received(count: number, receiver: string): void {
    this.#received.add(count, { receiver });
  }

  counted(firing: readonly AssessedAlert[]): void {
    this.#firing = firing;
  }
}
