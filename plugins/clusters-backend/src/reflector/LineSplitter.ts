const NEWLINE = 0x0a;

/** A whole line, or the fact that one was too long to keep. */
export type Line = Buffer | 'too-long';

/**
 * Cuts a stream of bytes into lines, without turning them into text: a line is decoded once, when it is parsed.
 */
export class LineSplitter {
  readonly #maxBytes: number;
  #pending: Buffer[] = [];
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
      this.#keep(chunk.subarray(start, end));
      start = end + 1;
      const line = this.#take();
      if (line === 'too-long' || line.length > 0) {
        yield line;
      }
    }
    this.#keep(chunk.subarray(start));
  }

  #keep(part: Buffer): void {
    if (this.#isSkipping || part.length === 0) {
      return;
    }
    this.#pendingBytes += part.length;
    if (this.#pendingBytes > this.#maxBytes) {
      this.#isSkipping = true;
      this.#pending = [];
      return;
    }
    this.#pending.push(part);
  }

  #take(): Line {
    const line = this.#isSkipping ? 'too-long' : this.#joined();
    this.#pending = [];
    this.#pendingBytes = 0;
    this.#isSkipping = false;
    return line;
  }

  #joined(): Buffer {
    return this.#pending.length === 1
      ? this.#pending[0]
      : Buffer.concat(this.#pending, this.#pendingBytes);
  }
}
