import type { DetectorTrouble } from '@groundcrew/plugin-faults-common';
import type { FaultDetector } from '@groundcrew/plugin-faults-node';
import { errorInBrief } from './errorInBrief';

const MINUTE_MS = 60_000;

/** When a detector is left out for a while. Times are milliseconds. */
export const CONDUCT_LIMITS = {
  /** Everybody else of the process waits meanwhile. */
  slowMs: 250,
  /** So many slow runs in a window: one or two may be somebody else's work, as a garbage collection is. */
  slowRuns: 3,
  /** One that takes so long is enough. */
  tooSlowMs: 2_000,
  /** In sum, in a window: a sixth of a processor. */
  sumMs: 10_000,
  /** Failures without a success between them. */
  failuresInRow: 10,
  failures: 100,
  windowMs: MINUTE_MS,
  /** How long it is left out: the first time, the second, and from then on; begins anew when it did well for as long as the last. */
  pausesMs: [MINUTE_MS, 5 * MINUTE_MS, 30 * MINUTE_MS],
} as const;

interface ConductRecord {
  detector: FaultDetector;
  failures: number;
  slow: number;
  lastError?: string;
  windowSince: number;
  inWindow: { slow: number; tookMs: number; failures: number };
  failuresInRow: number;
  suspensions: number;
  suspendedUntil?: number;
  returnedAt?: number;
}

/** What one run of a detector was like. */
export interface DetectorRun {
  tookMs: number;
  /** What it threw. */
  error?: unknown;
}

/** How detectors behave in one cluster: leaves those out for a while that keep everybody waiting, or that fail all the time. */
export class DetectorConduct {
  readonly #records = new Map<string, ConductRecord>();

  static create(): DetectorConduct {
    return new DetectorConduct();
  }

  private constructor() {}

  /** @returns whether the detector is left out from now on */
  ran(detector: FaultDetector, run: DetectorRun, now: number): boolean {
    const record = this.#records.get(detector.id) ?? newRecord(detector, now);
    this.#records.set(detector.id, record);
    if (now - record.windowSince >= CONDUCT_LIMITS.windowMs) {
      record.windowSince = now;
      record.inWindow = { slow: 0, tookMs: 0, failures: 0 };
    }
    const { inWindow } = record;
    inWindow.tookMs += run.tookMs;
    if (run.error === undefined) {
      record.failuresInRow = 0;
    } else {
      record.failures += 1;
      record.failuresInRow += 1;
      inWindow.failures += 1;
      record.lastError = errorInBrief(run.error);
    }
    if (run.tookMs > CONDUCT_LIMITS.slowMs) {
      record.slow += 1;
      inWindow.slow += 1;
    }
    if (isTooMuch(record, run)) {
      this.#suspend(record, now);
      return true;
    }
    return false;
  }

  isSuspended(detector: FaultDetector, now: number): boolean {
    const until = this.#records.get(detector.id)?.suspendedUntil;
    return until !== undefined && until > now;
  }

  /** When the first of those that are left out is asked again; undefined when none is. */
  nextReturn(): number | undefined {
    let next: number | undefined;
    for (const { suspendedUntil } of this.#records.values()) {
      if (suspendedUntil !== undefined) {
        next = Math.min(suspendedUntil, next ?? Infinity);
      }
    }
    return next;
  }

  /** Takes back those whose time is over: they have to be asked about everything. */
  takeBack(now: number): FaultDetector[] {
    const back: FaultDetector[] = [];
    for (const record of this.#records.values()) {
      if (record.suspendedUntil !== undefined && record.suspendedUntil <= now) {
        record.suspendedUntil = undefined;
        back.push(record.detector);
      }
    }
    return back;
  }

  /** Those that failed or were slow, since the process began. */
  trouble(cluster: string): DetectorTrouble[] {
    return [...this.#records.values()]
      .filter(
        ({ failures, slow, suspensions }) => failures + slow + suspensions > 0,
      )
      .map(({ detector, failures, lastError, slow, suspendedUntil }) => ({
        detector: detector.id,
        title: detector.title,
        cluster,
        failures,
        slow,
        suspendedUntil:
          suspendedUntil === undefined
            ? undefined
            : new Date(suspendedUntil).toISOString(),
        lastError,
      }));
  }

  #suspend(record: ConductRecord, now: number): void {
    const { pausesMs } = CONDUCT_LIMITS;
    const lastPause =
      pausesMs[Math.min(record.suspensions, pausesMs.length) - 1];
    const isForgiven =
      record.suspensions > 0 && now - (record.returnedAt ?? now) > lastPause;
    record.suspensions = isForgiven ? 1 : record.suspensions + 1;
    const pause = pausesMs[Math.min(record.suspensions, pausesMs.length) - 1];
    record.suspendedUntil = now + pause;
    record.returnedAt = record.suspendedUntil;
    record.failuresInRow = 0;
    record.windowSince = record.suspendedUntil;
    record.inWindow = { slow: 0, tookMs: 0, failures: 0 };
  }
}

function isTooMuch(
  { failuresInRow, inWindow }: ConductRecord,
  { tookMs }: DetectorRun,
): boolean {
  return (
    tookMs > CONDUCT_LIMITS.tooSlowMs ||
    inWindow.slow >= CONDUCT_LIMITS.slowRuns ||
    inWindow.tookMs > CONDUCT_LIMITS.sumMs ||
    inWindow.failures >= CONDUCT_LIMITS.failures ||
    failuresInRow >= CONDUCT_LIMITS.failuresInRow
  );
}

function newRecord(detector: FaultDetector, now: number): ConductRecord {
  return {
    detector,
    failures: 0,
    slow: 0,
    windowSince: now,
    inWindow: { slow: 0, tookMs: 0, failures: 0 },
    failuresInRow: 0,
    suspensions: 0,
  };
}
