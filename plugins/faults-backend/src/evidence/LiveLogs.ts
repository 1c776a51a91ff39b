import {
  ClusterRequestError,
  type LiveReaders,
  type ObjectOf,
} from '@groundcrew/plugin-clusters-node';
import type { LogExcerpt } from '@groundcrew/plugin-faults-node';
import { evidenceKeys } from '../engine/evidenceKeys';
import type { EvidenceInstruments } from './EvidenceInstruments';
import { LogPauses } from './LogPauses';
import { PacedRequests } from './PacedRequests';
import { PodLog, type LoggedPod } from './PodLog';
import { wantedRuns, type WantedRun } from './wantedRuns';

const LINES = 100;
const BYTES = 64 * 1024;
const PACE = { atOnce: 4, perSecond: 10, burst: 20, waiting: 500 };
const SWEEP_MS = 2_000;
/** What nobody asked for in that time is forgotten. */
const IDLE_MS = 60 * 60_000;

/** How much is kept at most, of all clusters together. */
export interface LiveLogsLimits {
  pods: number;
  bytes: number;
}

const LIMITS: LiveLogsLimits = { pods: 2_000, bytes: 32 * 1024 * 1024 };

/** Options of {@link LiveLogs.create}. */
export interface LiveLogsOptions {
  readers: LiveReaders;
  instruments: EvidenceInstruments;
  /** Told what is known now, or should be asked for again, by the keys of `evidenceKeys`. */
  onLearnt: (cluster: string, keys: string[]) => void;
  limits?: Partial<LiveLogsLimits>;
  /** Milliseconds of a clock that only goes forward. */
  now?: () => number;
}

/**
 * Ends of the logs of pods that somebody suspects: answers from what was read, and reads what is asked for, once for each run
 * of a container. What cannot be read, nobody knows; it is not tried again at once.
 */
export class LiveLogs {
  readonly #options: LiveLogsOptions;
  readonly #limits: LiveLogsLimits;
  readonly #now: () => number;
  readonly #pods = new Map<string, PodLog>();
  readonly #paced = new Map<string, PacedRequests>();
  readonly #pauses = LogPauses.create();
  readonly #stopped = new AbortController();
  #bytes = 0;
  #timer: NodeJS.Timeout | undefined;

  static create(options: LiveLogsOptions): LiveLogs {
    return new LiveLogs(options);
  }

  private constructor(options: LiveLogsOptions) {
    this.#options = options;
    this.#limits = { ...LIMITS, ...options.limits };
    this.#now = options.now ?? (() => performance.now());
  }

  /** How much is kept. */
  get held(): { pods: number; bytes: number } {
    return { pods: this.#pods.size, bytes: this.#bytes };
  }

  /** What is known of the logs of a pod; undefined when that is nothing yet. */
  excerptsOf(cluster: string, pod: ObjectOf<'Pod'>): LogExcerpt[] | undefined {
    const runs = wantedRuns(pod);
    const { name = '', namespace = '', uid = '' } = pod.metadata ?? {};
    if (runs.length === 0 || this.#stopped.signal.aborted) {
      return undefined;
    }
    const now = this.#now();
    const node = pod.spec?.nodeName;
    const log = this.#ensure({ cluster, namespace, name, uid, node });
    log.askedAt = now;
    if (log.isBeingRead) {
      log.isAskedMeanwhile = true;
    } else {
      this.#readDue(log, log.due(runs, now), now);
    }
    return log.excerpts(runs);
  }

  /** A cluster is gone. */
  forget(cluster: string): void {
    for (const log of this.#pods.values()) {
      if (log.pod.cluster === cluster) {
        this.#remove(log);
      }
    }
    this.#pauses.forget(cluster);
    this.#paced.get(cluster)?.stop();
    this.#paced.delete(cluster);
  }

  /** Has those ask again whose time has come, and forgets what nobody asks for. Done every two seconds. */
  sweep(): void {
    const now = this.#now();
    const toWake = new Map<string, string[]>();
    for (const log of this.#pods.values()) {
      if (now - log.askedAt > IDLE_MS) {
        this.#remove(log);
      } else if (log.wakeAt !== undefined && log.wakeAt <= now) {
        log.wakeAt = undefined;
        const { cluster } = log.pod;
        const keys = toWake.get(cluster) ?? [];
        keys.push(evidenceKeys.logs(log.pod));
        toWake.set(cluster, keys);
      }
    }
    for (const [cluster, keys] of toWake) {
      this.#options.onLearnt(cluster, keys);
    }
  }

  stop(): void {
    this.#stopped.abort();
    clearInterval(this.#timer);
    for (const cluster of this.#paced.keys()) {
      this.forget(cluster);
    }
  }

  #readDue(log: PodLog, due: readonly WantedRun[], now: number): void {
    if (due.length === 0) {
      return;
    }
    const pausedUntil = this.#pauses.until(log.pod, now);
    if (pausedUntil === undefined) {
      void this.#read(log, due);
    } else {
      log.wakeNoLaterThan(pausedUntil);
    }
  }

  /** Never fails. */
  async #read(log: PodLog, runs: readonly WantedRun[]): Promise<void> {
    log.isBeingRead = true;
    let isNews = false;
    for (const run of runs) {
      const isPaused = this.#pauses.until(log.pod, this.#now()) !== undefined;
      const text = isPaused ? undefined : await this.#tail(log.pod, run);
      const before = log.bytes;
      if (text === undefined) {
        log.failed(run, this.#now());
      } else {
        isNews = log.took(run, text, this.#now()) || isNews;
      }
      if (this.#isHeld(log)) {
        this.#bytes += log.bytes - before;
      }
    }
    isNews ||= log.isAskedMeanwhile;
    log.isBeingRead = false;
    log.isAskedMeanwhile = false;
    this.#makeRoom();
    if (isNews && this.#isHeld(log)) {
      this.#options.onLearnt(log.pod.cluster, [evidenceKeys.logs(log.pod)]);
    }
  }

  /** Undefined where it could not be read. */
  async #tail(
    pod: LoggedPod,
    { container, previous }: WantedRun,
  ): Promise<string | undefined> {
    const { instruments, readers } = this.#options;
    const { cluster, name, namespace } = pod;
    try {
      const answer = this.#pacedOf(cluster).run(() =>
        readers.reader(cluster).tailLog(
          {
            namespace,
            name,
            container,
            previous,
            lines: LINES,
            bytes: BYTES,
          },
          { signal: this.#stopped.signal },
        ),
      );
      if (!answer) {
        instruments.requested(cluster, 'logs', 'not-made');
        return undefined;
      }
      const text = await answer;
      this.#pauses.succeeded(pod);
      instruments.requested(cluster, 'logs', 'succeeded');
      return text;
    } catch (error) {
      const failure =
        error instanceof ClusterRequestError ? error.failure : 'unknown';
      this.#pauses.failed(pod, failure, this.#now());
      instruments.requested(cluster, 'logs', failure);
      return undefined;
    }
  }

  #ensure(pod: LoggedPod): PodLog {
    const key = keyOf(pod);
    const known = this.#pods.get(key);
    if (known) {
      // Last in the order of the map: asked for most recently.
      this.#remove(known);
    }
    const log = known?.pod.uid === pod.uid ? known : PodLog.create(pod);
    this.#pods.set(key, log);
    this.#bytes += log.bytes;
    this.#makeRoom();
    this.#timer ??= this.#startSweeping();
    return log;
  }

  #startSweeping(): NodeJS.Timeout {
    const timer = setInterval(() => this.sweep(), SWEEP_MS);
    timer.unref();
    return timer;
  }

  #isHeld(log: PodLog): boolean {
    return this.#pods.get(keyOf(log.pod)) === log;
  }

  #makeRoom(): void {
    for (const log of this.#pods.values()) {
      if (
        this.#pods.size <= this.#limits.pods &&
        this.#bytes <= this.#limits.bytes
      ) {
        return;
      }
      this.#remove(log);
    }
  }

  #remove(log: PodLog): void {
    this.#pods.delete(keyOf(log.pod));
    this.#bytes -= log.bytes;
  }

  #pacedOf(cluster: string): PacedRequests {
    let paced = this.#paced.get(cluster);
    if (!paced) {
      paced = PacedRequests.create(PACE);
      this.#paced.set(cluster, paced);
    }
    return paced;
  }
}

function keyOf({ cluster, name, namespace }: LoggedPod): string {
  return [cluster, namespace, name].join('\n');
}
