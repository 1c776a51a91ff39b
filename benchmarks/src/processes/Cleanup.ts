type Step = () => Promise<unknown> | unknown;

/** What is to be ended when a benchmark is over, however it ends. The latest is ended first. */
export class Cleanup {
  readonly #steps: Step[] = [];
  #ended: Promise<void> | undefined;

  static create(): Cleanup {
    return new Cleanup();
  }

  private constructor() {}

  /** What is started while everything ends, ends at once. */
  defer(step: Step): void {
    if (this.#ended) {
      void attempt(step);
    } else {
      this.#steps.push(step);
    }
  }

  async run(): Promise<void> {
    this.#ended ??= this.#run();
    await this.#ended;
  }

  async #run(): Promise<void> {
    for (const step of [...this.#steps].reverse()) {
      await attempt(step);
    }
  }
}

/** One that fails must not keep the others from ending. */
async function attempt(step: Step): Promise<void> {
  try {
    await step();
  } catch (error) {
    console.error(error);
  }
}
