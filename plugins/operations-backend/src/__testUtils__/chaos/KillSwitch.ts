import type { KillPoint } from './messages';

/** Kills its own process where it is told to, the first time that it gets there. */
export class KillSwitch {
  readonly #onPassed: (point: KillPoint) => void;
  readonly #passed = new Set<string>();
  readonly #writing = new Set<Omit<KillPoint, 'moment'>>();
  #armed: string | undefined;

  /** @param onPassed - told of each point, once */
  static create(onPassed: (point: KillPoint) => void): KillSwitch {
    return new KillSwitch(onPassed);
  }

  private constructor(onPassed: (point: KillPoint) => void) {
    this.#onPassed = onPassed;
  }

  arm(point: KillPoint): void {
    this.#armed = keyOf(point);
  }

  /** Around something that may be cut off. */
  async during<T>(
    what: Omit<KillPoint, 'moment'>,
    work: () => Promise<T>,
  ): Promise<T> {
    this.#reach({ ...what, moment: 'before' });
    this.#writing.add(what);
    try {
      const result = await work();
      this.#reach({ ...what, moment: 'after' });
      return result;
    } finally {
      this.#writing.delete(what);
    }
  }

  /** Before a statement is sent to the database. */
  statement(sql: string): void {
    if (/^commit/i.test(sql)) {
      for (const what of this.#writing) {
        this.#reach({ ...what, moment: 'committing' });
      }
    }
  }

  #reach(point: KillPoint): void {
    const key = keyOf(point);
    if (key === this.#armed) {
      // At once: nothing of this process runs after it.
      process.kill(process.pid, 'SIGKILL');
    }
    if (!this.#passed.has(key)) {
      this.#passed.add(key);
      this.#onPassed(point);
    }
  }
}

function keyOf({ trial, label, moment }: KillPoint): string {
  return `${trial}: ${label}, ${moment}`;
}
