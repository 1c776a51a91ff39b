import type {
  MetricsService,
  MetricsServiceCounter,
  MetricsServiceHistogram,
} from '@backstage/backend-plugin-api/alpha';

/** Longer than that for one object is too long: everybody else of the process waits meanwhile. */
const SLOW_MS = 50;

/** Options of {@link DetectionInstruments.create}. */
export interface DetectionInstrumentsOptions {
  metrics: MetricsService;
  /** How many causes there are in each cluster. */
  countCauses(): Iterable<{ cluster: string; causes: number }>;
}

/** What detection tells of itself: how much it looks at, how long that takes, and which detectors are in the way. */
export class DetectionInstruments {
  readonly #examinations: MetricsServiceCounter;
  readonly #duration: MetricsServiceHistogram;
  readonly #failures: MetricsServiceCounter;
  readonly #slow: MetricsServiceCounter;
  readonly #suspensions: MetricsServiceCounter;

  static create(options: DetectionInstrumentsOptions): DetectionInstruments {
    return new DetectionInstruments(options);
  }

  private constructor({ countCauses, metrics }: DetectionInstrumentsOptions) {
    this.#examinations = metrics.createCounter(
      'groundcrew_faults_examinations',
      { description: 'Objects that detectors were asked about' },
    );
    this.#duration = metrics.createHistogram(
      'groundcrew_faults_examination_duration',
      { description: 'How long all detectors took for one object', unit: 'ms' },
    );
    this.#failures = metrics.createCounter(
      'groundcrew_faults_detector_failures',
      { description: 'Objects at which a detector threw' },
    );
    this.#slow = metrics.createCounter('groundcrew_faults_slow_detections', {
      description: `Objects for which a detector took more than ${SLOW_MS} ms`,
    });
    this.#suspensions = metrics.createCounter(
      'groundcrew_faults_detector_suspensions',
      { description: 'How often a detector was left out for a while' },
    );
    metrics
      .createObservableGauge('groundcrew_faults_causes', {
        description: 'What is wrong now, without what something else explains',
      })
      .addCallback(result => {
        for (const { causes, cluster } of countCauses()) {
          result.observe(causes, { cluster });
        }
      });
  }

  examined(cluster: string, tookMs: number): void {
    this.#examinations.add(1, { cluster });
    this.#duration.record(tookMs, { cluster });
  }

  detectorTook(detector: string, tookMs: number): void {
    if (tookMs > SLOW_MS) {
      this.#slow.add(1, { detector });
    }
  }

  detectorSuspended(detector: string): void {
    this.#suspensions.add(1, { detector });
  }

  detectorFailed(detector: string): void {
    this.#failures.add(1, { detector });
  }
}
