import { Cancel, Clock } from './Clock';
import { DrivenClock } from './DrivenClock';

/**
 * The clock of one cluster. It first plays the cluster's past as fast as it can, so that a new sandbox has days of
 * history behind it, and then goes on with the clock that it was given.
 */
export class ClusterClock implements Clock {
  static create(options: { live: Clock; historyMs: number }): ClusterClock {
    return new ClusterClock(
      options.live,
      DrivenClock.create({ startAt: options.live.now() - options.historyMs }),
    );
  }

  #past: DrivenClock | undefined;
  #stopped = false;
  readonly #live: Clock;
  readonly #pending = new Set<Cancel>();

  private constructor(live: Clock, past: DrivenClock) {
    this.#live = live;
    this.#past = past;
  }

  now(): number {
    return this.#past ? this.#past.now() : this.#live.now();
  }

  after(delayMs: number, task: () => void): Cancel {
    return this.#past
      ? this.#past.after(delayMs, task)
      : this.#afterLive(delayMs, task);
  }

  /** Plays history up to `beforeNowMs` before the present. */
  playUntil(beforeNowMs: number): void {
    const past = this.#past;
    if (past) {
      past.advance(Math.max(0, this.#live.now() - beforeNowMs - past.now()));
    }
  }

  /** Ends the past: what is pending continues on the live clock. */
  goLive(): void {
    const past = this.#past;
    if (!past) return;
    this.playUntil(0);
    this.#past = undefined;
    for (const { delayMs, task } of past.drain()) {
      this.#afterLive(delayMs, task);
    }
  }

  /** Cancels all that is pending; nothing more will run. */
  stop(): void {
    this.#stopped = true;
    for (const cancel of this.#pending) cancel();
    this.#pending.clear();
  }

  #afterLive(delayMs: number, task: () => void): Cancel {
    if (this.#stopped) return () => {};
    const timer: { cancel: Cancel } = { cancel: () => {} };
    const cancel = () => {
      this.#pending.delete(cancel);
      timer.cancel();
    };
    timer.cancel = this.#live.after(delayMs, () => {
      this.#pending.delete(cancel);
      task();
    });
    this.#pending.add(cancel);
    return cancel;
  }
}
