import { round } from '../figures';

interface Counts {
  cases: number;
  first: number;
  firstThree: number;
}

/** Counts by name how often the first answer, or one of the first three, was right. */
export class Tally {
  readonly #counts = new Map<string, Counts>();

  static create(): Tally {
    return new Tally();
  }

  private constructor() {}

  /** @param rank - of the right answer, from 0; undefined where it was not given */
  add(name: string, rank: number | undefined): void {
    const counts = this.#counts.get(name) ?? {
      cases: 0,
      first: 0,
      firstThree: 0,
    };
    counts.cases += 1;
    counts.first += rank === 0 ? 1 : 0;
    counts.firstThree += rank !== undefined && rank < 3 ? 1 : 0;
    this.#counts.set(name, counts);
  }

  rates(): Record<string, { cases: number; a1: number; a3: number }> {
    const names = [...this.#counts.keys()].sort();
    return Object.fromEntries(
      names.map(name => {
        const { cases, first, firstThree } = this.#counts.get(name)!;
        return [
          name,
          { cases, a1: round(first / cases), a3: round(firstThree / cases) },
        ];
      }),
    );
  }
}
