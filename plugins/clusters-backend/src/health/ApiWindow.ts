import type { ClusterFailure } from '@groundcrew/plugin-clusters-node';
import type { GatewayOutcome } from '../gateway';

const BUCKET_MS = 30_000;
const BUCKETS = 10;
const LATENCIES = 20;

// Failures that are the API server's, or of the way to it; the others are answers.
const serverFailures: ReadonlySet<ClusterFailure> = new Set<ClusterFailure>([
  'unreachable',
  'timeout',
  'certificate',
  'server',
]);

interface Bucket {
  startedAt: number;
  total: number;
  failed: number;
}

/** How requests to one API server went in the last five minutes. */
export class ApiWindow {
  readonly #now: () => number;
  #buckets: Bucket[] = [];
  #latencies: number[] = [];

  private constructor(now: () => number) {
    this.#now = now;
  }

  /** @param now - milliseconds of a clock that never goes back */
  static create(now: () => number = () => performance.now()): ApiWindow {
    return new ApiWindow(now);
  }

  requested({ failure }: Pick<GatewayOutcome, 'failure'>): void {
    const now = this.#now();
    let bucket = this.#buckets.at(-1);
    if (!bucket || now - bucket.startedAt >= BUCKET_MS) {
      bucket = { startedAt: now, total: 0, failed: 0 };
      this.#buckets = [...this.#recent(), bucket];
    }
    bucket.total += 1;
    if (failure && serverFailures.has(failure)) {
      bucket.failed += 1;
    }
  }

  probed(durationMs: number): void {
    this.#latencies = [...this.#latencies, durationMs].slice(-LATENCIES);
  }

  get requests(): { total: number; failed: number } {
    let total = 0;
    let failed = 0;
    for (const bucket of this.#recent()) {
      total += bucket.total;
      failed += bucket.failed;
    }
    return { total, failed };
  }

  get latencyP95Ms(): number | undefined {
    const sorted = [...this.#latencies].sort((left, right) => left - right);
    return sorted.at(Math.max(0, Math.ceil(sorted.length * 0.95) - 1));
  }

  #recent(): Bucket[] {
    const oldest = this.#now() - BUCKET_MS * BUCKETS;
    return this.#buckets.filter(({ startedAt }) => startedAt > oldest);
  }
}
