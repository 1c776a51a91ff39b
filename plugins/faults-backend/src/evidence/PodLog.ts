import type { LogExcerpt } from '@groundcrew/plugin-faults-node';
import type { WantedRun } from './wantedRuns';

/** Not more often, however often a container ends. */
const BETWEEN_READS_MS = 10_000;
/** A log that is still written is read again after that, and after twice as long each time. */
const FIRST_REREAD_MS = 60_000;
const LONGEST_REREAD_MS = 15 * 60_000;
const FIRST_RETRY_MS = 60_000;
const LONGEST_RETRY_MS = 30 * 60_000;

/** What is known of the log of one container: the run that runs, or the one before. */
interface KnownLog {
  /** Of the run that `text` is of. */
  id?: string;
  text?: string;
  /** When it may be read again. */
  notBefore: number;
  /** When it should be, if it is still asked for and its run has not ended. */
  staleAt: number;
  reads: number;
  failures: number;
  triedAt: number;
  /** Of the run that could not be read, since one could. */
  failedId?: string;
}

/** Whose logs they are. */
export interface LoggedPod {
  cluster: string;
  namespace: string;
  name: string;
  uid: string;
  node?: string;
}

/** What is known of the logs of one pod. Times are those of one clock that only goes forward, in milliseconds. */
export class PodLog {
  readonly pod: LoggedPod;
  askedAt = 0;
  isBeingRead = false;
  /** Whether it was asked for while it was read: there may be more to read by now. */
  isAskedMeanwhile = false;
  /** When those who asked are to be told to ask again. */
  wakeAt: number | undefined;
  readonly #logs = new Map<string, KnownLog>();

  static create(pod: LoggedPod): PodLog {
    return new PodLog(pod);
  }

  private constructor(pod: LoggedPod) {
    this.pod = pod;
  }

  /** Roughly, in memory. */
  get bytes(): number {
    let bytes = 500;
    for (const { text = '' } of this.#logs.values()) {
      bytes += text.length;
    }
    return bytes;
  }

  /** What is known of these runs; undefined when nothing is. */
  excerpts(runs: readonly WantedRun[]): LogExcerpt[] | undefined {
    const known = runs.flatMap(run => {
      const { text } = this.#logs.get(slotOf(run)) ?? {};
      const { container, previous } = run;
      return text === undefined ? [] : [{ container, previous, text }];
    });
    return known.length > 0 ? known : undefined;
  }

  /** Which of these are to be read now. Those that are not yet wake whoever asked when they are. */
  due(runs: readonly WantedRun[], now: number): WantedRun[] {
    return runs.filter(run => {
      const log = this.#logs.get(slotOf(run));
      if (!log) {
        return true;
      }
      const isKnown = log.id === run.id;
      if (isKnown && run.hasEnded) {
        return false;
      }
      const isAnother = log.failedId !== undefined && log.failedId !== run.id;
      const notBefore = isAnother
        ? log.triedAt + BETWEEN_READS_MS
        : log.notBefore;
      const dueAt = isKnown ? log.staleAt : notBefore;
      if (dueAt > now) {
        this.wakeNoLaterThan(dueAt);
        return false;
      }
      return true;
    });
  }

  /** @returns whether that is news */
  took(run: WantedRun, text: string, now: number): boolean {
    const before = this.#logs.get(slotOf(run));
    const reads = before?.id === run.id ? before.reads + 1 : 1;
    const staleAt =
      now + Math.min(FIRST_REREAD_MS * 2 ** (reads - 1), LONGEST_REREAD_MS);
    this.#logs.set(slotOf(run), {
      id: run.id,
      text,
      notBefore: now + BETWEEN_READS_MS,
      staleAt,
      reads,
      failures: 0,
      triedAt: now,
    });
    if (!run.hasEnded) {
      this.wakeNoLaterThan(staleAt);
    }
    return before?.text !== text;
  }

  failed(run: WantedRun, now: number): void {
    const before = this.#logs.get(slotOf(run));
    const failures = before?.failedId === run.id ? before.failures + 1 : 1;
    const retryAt =
      now + Math.min(FIRST_RETRY_MS * 2 ** (failures - 1), LONGEST_RETRY_MS);
    this.#logs.set(slotOf(run), {
      reads: 0,
      ...before,
      failures,
      failedId: run.id,
      triedAt: now,
      notBefore: retryAt,
      staleAt: retryAt,
    });
    this.wakeNoLaterThan(retryAt);
  }

  wakeNoLaterThan(time: number): void {
    this.wakeAt = Math.min(time, this.wakeAt ?? Infinity);
  }
}

function slotOf({ container, previous }: WantedRun): string {
  return `${container} ${previous}`;
}
