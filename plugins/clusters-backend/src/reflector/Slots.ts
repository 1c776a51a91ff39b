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

  #wait(maxWaitMs: number): Promise<boolean> {
    return new Promise(resolve => {
      const proceed = () => {
        clearTimeout(timer);
        resolve(true);
      };
      const timer = setTimeout(() => {
        this.#waiting.splice(this.#waiting.indexOf(proceed), 1);
        resolve(false);
      }, maxWaitMs);
      this.#waiting.push(proceed);
    });
  }
}
