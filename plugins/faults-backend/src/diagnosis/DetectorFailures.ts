import type { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import type { FaultDetector } from '@groundcrew/plugin-faults-node';

/** How often the log repeats that a detector fails. */
const REPEAT_MS = 10 * 60_000;

/** Says that a detector fails, and not for every object. */
export class DetectorFailures {
  readonly #logger: LoggerService;
  readonly #toldAt = new Map<string, number>();

  static create({ logger }: { logger: LoggerService }): DetectorFailures {
    return new DetectorFailures(logger);
  }

  private constructor(logger: LoggerService) {
    this.#logger = logger;
  }

  note({ id }: FaultDetector, error: unknown): void {
    const now = performance.now();
    const toldAt = this.#toldAt.get(id);
    if (toldAt === undefined || now - toldAt >= REPEAT_MS) {
      this.#toldAt.set(id, now);
      this.#logger.error(
        `The detector '${id}' failed on an object and says nothing of it; the others go on: ${stringifyError(
          error,
        )}`,
      );
    }
  }
}
