import { Cancel, Clock } from './Clock';

// setTimeout takes at most 2^31-1 ms; what lies further ahead is waited for in legs.
const LONGEST_TIMEOUT_MS = 2_000_000_000;

/** Real time and real timers. A pending timer does not keep the process alive. */
export class SystemClock implements Clock {
  static create(): SystemClock {
    return new SystemClock();
  }

  private constructor() {}

  now(): number {
    return Date.now();
  }

  after(delayMs: number, task: () => void): Cancel {
    if (delayMs <= 0) {
      const immediate = setImmediate(task);
      return () => clearImmediate(immediate);
    }
    let timer: NodeJS.Timeout;
    const wait = (remainingMs: number) => {
      const legMs = Math.min(remainingMs, LONGEST_TIMEOUT_MS);
      timer = setTimeout(
        () => (remainingMs > legMs ? wait(remainingMs - legMs) : task()),
        legMs,
      );
      timer.unref();
    };
    wait(delayMs);
    return () => clearTimeout(timer);
  }
}
