/**
 * How much a process keeps at most, over all clusters.
 *
 * @public
 */
export interface ObjectLimits {
  /** Default 400 000. */
  maxObjects?: number;
  /** Bytes of memory as estimated from the JSON that is kept; default 2 GiB. */
  maxBytes?: number;
}

export const DEFAULT_MAX_OBJECTS = 400_000;
export const DEFAULT_MAX_BYTES = 2 * 1024 ** 3;

/** Keeps account of what is held, shared by all clusters of a process. */
export class ObjectBudget {
  maxObjects = DEFAULT_MAX_OBJECTS;
  maxBytes = DEFAULT_MAX_BYTES;
  #objects = 0;
  #bytes = 0;

  constructor(limits: ObjectLimits = {}) {
    this.limits = limits;
  }

  /** Applies to what is added from now on. */
  set limits(limits: ObjectLimits) {
    this.maxObjects = limits.maxObjects ?? DEFAULT_MAX_OBJECTS;
    this.maxBytes = limits.maxBytes ?? DEFAULT_MAX_BYTES;
  }

  get objects(): number {
    return this.#objects;
  }

  get bytes(): number {
    return this.#bytes;
  }

  /** Whether that much more may be kept. Only ever refuses growth. */
  allows(objects: number, bytes: number): boolean {
    return (
      (objects <= 0 || this.#objects + objects <= this.maxObjects) &&
      (bytes <= 0 || this.#bytes + bytes <= this.maxBytes)
    );
  }

  take(objects: number, bytes: number) {
    this.#objects += objects;
    this.#bytes += bytes;
  }
}
