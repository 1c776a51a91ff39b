import { setTimeout as delay } from 'node:timers/promises';

/** A bounded number of things at a time. */
export class Slots {
  readonly #size: number;
  #taken = 0;
  readonly #waiting: (() => void)[] = [];

  private constructor(size: number) {
    this.#size = size;
  }

  static create(size: number): Slots {
    return new Slots(size);
  }

  /**
   * Waits for a slot.
   *
   * @param maxWaitMs - after that long it goes on without one: a slot that somebody never gives back, because the
   *   cluster that he reads hangs, must not hold up the others
   * @returns gives the slot back; calling it again does nothing
   */
  async take(maxWaitMs: number): Promise<() => void> {
    if (this.#taken < this.#size) {
      this.#taken += 1;
    } else if (!(await this.#wait(maxWaitMs))) {
      return () => {};
    }
    let isHeld = true;
    return () => {
      if (isHeld) {
        isHeld = false;
        this.#giveBack();
      }
    };
  }

  #giveBack(): void {
    const next = this.#waiting.shift();
    if (next) {
      // Handed over: it is never free in between, so nobody can jump the queue.
      next();
    } else {
      this.#taken -= 1;
    }
  }

  /** @returns whether a slot was handed over in time */
  async #wait(maxWaitMs: number): Promise<boolean> {
    const handedOver = new AbortController();
    const proceed = () => handedOver.abort();
    this.#waiting.push(proceed);
    await delay(maxWaitMs, undefined, { signal: handedOver.signal }).catch(
      () => {},
    );
    if (!handedOver.signal.aborted) {
      this.#waiting.splice(this.#waiting.indexOf(proceed), 1);
    }
    return handedOver.signal.aborted;
  }
}
