const NEWLINE = 0x0a;

/** A whole line, to be read before the next one is asked for; or the fact that one was too long to keep. */
export type Line = Buffer | 'too-long';

// There is a splitter for each kind of each cluster: what one line in a thousand needs is let go of after it.
const KEPT_BYTES = 256 * 1024;
const LEAST_BYTES = 16 * 1024;
const NOTHING = Buffer.alloc(0);

/**
 * Cuts a stream of bytes into lines, without turning them into text: a line is decoded once, when it is parsed.
 *
 * @remarks
 *
 * A line that arrives in several chunks is put together in the same memory each time. Memory outside of V8's heap that
 * is taken and let go for each line would have it collect garbage, of the whole heap, every few seconds.
 */
export class LineSplitter {
  readonly #maxBytes: number;
  #pending = NOTHING;
  #pendingBytes = 0;
  #isSkipping = false;

  private constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  /** @param options - `maxBytes`: a line that is longer is not kept, only counted */
  static create(options: { maxBytes: number }): LineSplitter {
    return new LineSplitter(options.maxBytes);
  }

  /** Gives the lines that the chunk completes. Empty lines are left out. */
  *push(chunk: Buffer): Generator<Line> {
    let start = 0;
    for (
      let end = chunk.indexOf(NEWLINE);
      end !== -1;
      end = chunk.indexOf(NEWLINE, start)
    ) {
      const line = this.#complete(chunk.subarray(start, end));
      start = end + 1;
      if (line.length > 0) {
        yield line;
      }
    }
    this.#keep(chunk.subarray(start));
  }

  /** The line that ends with `part`. */
  #complete(part: Buffer): Line {
    if (this.#isSkipping || this.#isTooLong(part)) {
      this.#isSkipping = false;
      this.#pendingBytes = 0;
      return 'too-long';
    }
    if (this.#pendingBytes === 0) {
      return part;
    }
    this.#keep(part);
    const line = this.#pending.subarray(0, this.#pendingBytes);
    this.#pendingBytes = 0;
    if (this.#pending.length > KEPT_BYTES) {
      this.#pending = NOTHING;
    }
    return line;
  }

  #keep(part: Buffer): void {
    if (this.#isSkipping || part.length === 0) {
      return;
    }
    if (this.#isTooLong(part)) {
      this.#isSkipping = true;
      this.#pendingBytes = 0;
      this.#pending = NOTHING;
      return;
    }
    const bytes = this.#pendingBytes + part.length;
    if (bytes > this.#pending.length) {
      const larger = Buffer.allocUnsafeSlow(Math.max(LEAST_BYTES, 2 * bytes));
      this.#pending.copy(larger, 0, 0, this.#pendingBytes);
      this.#pending = larger;
    }
    part.copy(this.#pending, this.#pendingBytes);
    this.#pendingBytes = bytes;
  }

  #isTooLong(part: Buffer): boolean {
    return this.#pendingBytes + part.length > this.#maxBytes;
  }
}
