import type { ClusterView } from '@groundcrew/plugin-clusters-common';
import { ClusterRequestError } from '@groundcrew/plugin-clusters-node';
import { performance } from 'node:perf_hooks';
import { setTimeout as delay } from 'node:timers/promises';
import type { ClusterGateway } from '../gateway';
import { nextConnectivity, type ConnectivityState } from './nextConnectivity';
import type { ReflectorTiming } from './timing';

// Small, in every cluster, and only for those who are let in: `/version` answers anybody.
const PROBE_PATH = '/api/v1/namespaces/kube-system';

/** Told of what happens to the connection to a cluster. */
export interface ConnectivityListener {
  /** Every time that the state or its message changes. */
  changed(state: ClusterView['state'], message: string | undefined): void;
  /** The API server answered a probe. How long this process itself was busy meanwhile is not counted. */
  answered(durationMs: number): void;
  /** The API server did not answer a probe. */
  failed(): void;
}

/** Options of {@link Connectivity.create}. */
export interface ConnectivityOptions {
  gateway: ClusterGateway;
  timing: ReflectorTiming;
  listener: ConnectivityListener;
  random: () => number;
}

/**
 * Whether the API server of one cluster answers.
 *
 * @remarks
 *
 * One cheap probe decides that for all kinds: while it fails, nobody else knocks, and when it succeeds again, all go
 * on at once instead of each after a wait of its own.
 */
export class Connectivity {
  readonly #options: ConnectivityOptions;
  #current: ConnectivityState = { state: 'connecting', failures: 0 };
  #wake = new AbortController();
  readonly #waiting = new Set<() => void>();

  private constructor(options: ConnectivityOptions) {
    this.#options = options;
  }

  static create(options: ConnectivityOptions): Connectivity {
    return new Connectivity(options);
  }

  get isLive(): boolean {
    return this.#current.state === 'live';
  }

  /** In words, why it is not live. */
  get message(): string | undefined {
    return this.#current.message;
  }

  /** Probes until the signal ends it. */
  async run(signal: AbortSignal): Promise<void> {
    const stop = () => this.#wake.abort();
    signal.addEventListener('abort', stop);
    while (!signal.aborted) {
      await this.#probe(signal);
      await delay(this.#untilNextProbe(), undefined, {
        signal: this.#wake.signal,
      }).catch(() => {});
      if (!signal.aborted) {
        this.#wake = new AbortController();
      }
    }
    signal.removeEventListener('abort', stop);
    this.#release();
  }

  /** Somebody's request failed in a way that makes one doubt: look now, and not only when it is time. */
  suspect(): void {
    if (this.isLive) {
      this.#wake.abort();
    }
  }

  /** Resolves when it is live, at once if it already is, or when the signal aborts. */
  async whenLive(signal: AbortSignal): Promise<void> {
    while (!this.isLive && !signal.aborted) {
      await new Promise<void>(resolve => {
        const done = () => {
          this.#waiting.delete(done);
          signal.removeEventListener('abort', done);
          resolve();
        };
        this.#waiting.add(done);
        signal.addEventListener('abort', done);
      });
    }
  }

  async #probe(signal: AbortSignal): Promise<void> {
    const { listener } = this.#options;
    const start = performance.now();
    const utilization = performance.eventLoopUtilization();
    const failure = await this.#failureOf(PROBE_PATH, signal);
    // An answer that waits for us, as at the start of a backend, is not the API server's fault.
    const busyMs = performance.eventLoopUtilization(utilization).active;
    const durationMs = Math.max(0, performance.now() - start - busyMs);
    if (signal.aborted) {
      return;
    }
    const previous = this.#current;
    this.#current = nextConnectivity(previous, failure);
    if (
      this.#current.state !== previous.state ||
      this.#current.message !== previous.message
    ) {
      listener.changed(this.#current.state, this.#current.message);
    }
    if (this.#current.failures > 0) {
      listener.failed();
    } else {
      listener.answered(durationMs);
    }
    if (this.isLive) {
      this.#release();
    }
  }

  async #failureOf(
    path: string,
    signal: AbortSignal,
  ): Promise<ClusterRequestError | undefined> {
    try {
      await this.#options.gateway.request(path, {
        signal,
        timeoutMs: this.#options.timing.probeTimeoutMs,
      });
      return undefined;
    } catch (error) {
      return error instanceof ClusterRequestError
        ? error
        : new ClusterRequestError('unreachable', 'connection failed');
    }
  }

  #release(): void {
    for (const done of [...this.#waiting]) {
      done();
    }
  }

  #untilNextProbe(): number {
    const { timing, random } = this.#options;
    const { failures } = this.#current;
    const base =
      failures === 0
        ? timing.probeMs
        : Math.min(
            (timing.maxProbeRetryMs / 32) * 2 ** failures,
            timing.maxProbeRetryMs,
          );
    return base * (0.5 + random() / 2);
  }
}
