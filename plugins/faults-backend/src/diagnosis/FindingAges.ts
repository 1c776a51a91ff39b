import type { Finding } from '@groundcrew/plugin-faults-common';
import { findingKey } from '../engine/mergeFindings';

/** What comes back so soon is as old as it was: a container that crashes runs in between. */
const REMEMBER_MS = 30 * 60_000;

interface Age {
  since: number;
  seenAt: number;
}

/** Remembers since when findings stand. Times are milliseconds since 1970. */
export class FindingAges {
  readonly #ages = new Map<string, Age>();

  static create(): FindingAges {
    return new FindingAges();
  }

  private constructor() {}

  /** Everything that was found now; what has been gone for half an hour is forgotten. */
  note(findings: readonly Finding[], now: number): void {
    for (const finding of findings) {
      const key = findingKey(finding);
      const { since = now } = this.#ages.get(key) ?? {};
      this.#ages.set(key, { since, seenAt: now });
    }
    for (const [key, { seenAt }] of this.#ages) {
      if (now - seenAt > REMEMBER_MS) {
        this.#ages.delete(key);
      }
    }
  }

  /** Undefined of what was never noted. */
  sinceOf(finding: Finding): number | undefined {
    return this.#ages.get(findingKey(finding))?.since;
  }
}
