/** When a process is killed: before or after what it does for the nth time. */
export interface Death {
  at: number;
  when: 'before' | 'after';
}

/** A process that can be killed between any two things that others notice of it. */
export class Life {
  readonly #death: Death | undefined;
  #done = 0;
  #isOver = false;

  /** @param death - left out: it lives on */
  static create(death?: Death): Life {
    return new Life(death);
  }

  private constructor(death: Death | undefined) {
    this.#death = death;
  }

  get isOver(): boolean {
    return this.#isOver;
  }

  /** The same object, of which these methods are what others notice. */
  through<T extends object>(object: T, methods: readonly (keyof T)[]): T {
    return new Proxy(object, {
      get: (target, name) => {
        const value = Reflect.get(target, name, target);
        if (typeof value !== 'function') {
          return value;
        }
        const act = value.bind(target);
        return methods.includes(name as keyof T)
          ? async (...args: unknown[]) => await this.#do(() => act(...args))
          : act;
      },
    });
  }

  async #do<R>(act: () => Promise<R>): Promise<R> {
    if (this.#isOver) {
      throw new Error('the process is dead');
    }
    this.#done += 1;
    const isLast = this.#done === this.#death?.at;
    if (isLast && this.#death?.when === 'before') {
      this.#isOver = true;
      throw new Error('the process was killed');
    }
    const result = await act();
    if (isLast) {
      this.#isOver = true;
      throw new Error('the process was killed');
    }
    return result;
  }
}
