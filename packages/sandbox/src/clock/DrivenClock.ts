import { Cancel, Clock } from './Clock';
import { Timer, TimerHeap } from './TimerHeap';

// A controller that keeps waking itself without time passing is a bug; say so instead of hanging.
const MOST_TASKS_AT_ONE_INSTANT = 100_000;

/** Time that passes only when somebody says so. Tasks run inside `advance`, in the order in which they fall due. */
export class DrivenClock implements Clock {
  static create(options?: { startAt?: number | string | Date }): DrivenClock {
    return new DrivenClock(
      new Date(options?.startAt ?? '2026-01-05T09:00:00Z').getTime(),
    );
  }

  #now: number;
  #sequence = 0;
  readonly #timers = new TimerHeap();

  private constructor(now: number) {
    this.#now = now;
  }

  now(): number {
    return this.#now;
  }

  after(delayMs: number, task: () => void): Cancel {
    const timer: Timer = {
      dueAt: this.#now + Math.max(0, delayMs),
      sequence: this.#sequence++,
      task,
    };
    this.#timers.push(timer);
    return () => {
      timer.task = () => {};
    };
  }

  /** Lets `ms` pass and runs all that falls due meanwhile. `advance(0)` runs what is due now. */
  advance(ms: number): void {
    const until = this.#now + ms;
    let tasksAtThisInstant = 0;
    for (
      let timer = this.#timers.peek();
      timer && timer.dueAt <= until;
      timer = this.#timers.peek()
    ) {
      this.#timers.pop();
      if (timer.dueAt > this.#now) {
        this.#now = timer.dueAt;
        tasksAtThisInstant = 0;
      }
      tasksAtThisInstant += 1;
      if (tasksAtThisInstant > MOST_TASKS_AT_ONE_INSTANT) {
        throw new Error('The sandbox is busy without time passing');
      }
      timer.task();
    }
    this.#now = until;
  }

  /** Takes all pending timers out, for another clock to go on with them. */
  drain(): Array<{ delayMs: number; task: () => void }> {
    const drained = [];
    for (let timer = this.#timers.pop(); timer; timer = this.#timers.pop()) {
      const pending = timer;
      drained.push({
        delayMs: pending.dueAt - this.#now,
        // Read late: whoever scheduled it may still cancel it.
        task: () => pending.task(),
      });
    }
    return drained;
  }
}
