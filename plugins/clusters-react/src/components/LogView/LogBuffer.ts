import { LOG_END_MARKER } from '@groundcrew/plugin-clusters-common';
import { parseJsonLogLine, type JsonLogLine } from './jsonLogLine';
import { cleanLogText } from './logText';

/** One line of a log. */
export interface LogLine {
  /** Counts the lines of the stream from 0; stays when older lines are dropped. */
  id: number;
  /** As Kubernetes stamped it, RFC 3339. */
  timestamp?: string;
  text: string;
  /** Set when a structured logger wrote it. */
  json?: JsonLogLine;
  /** How many characters at its end were left out. */
  cutCharacters: number;
}

/** Lines that are rendered together, so that new ones leave the others alone. */
export interface LogBlock {
  id: number;
  lines: readonly LogLine[];
}

/** What is known of a log. A new object whenever it changed. */
export interface LogSnapshot {
  blocks: readonly LogBlock[];
  lineCount: number;
  /** How many lines were read in all. */
  received: number;
  /** How many old lines were dropped to make room. */
  dropped: number;
  /** Why the backend ended the log before its container did. */
  endReason?: string;
}

/**
 * How many lines are kept.
 *
 * @public
 */
export const MOST_LINES = 5_000;
const LINES_A_BLOCK = 200;
/** Nobody reads more of one line, and a browser lays out no line of megabytes. */
const MOST_CHARACTERS_A_LINE = 10_000;

const TIMESTAMP =
  /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})) /;

/** Keeps the newest lines of a log that arrives in pieces of any size. */
export class LogBuffer {
  #blocks: LogBlock[] = [];
  #received = 0;
  #dropped = 0;
  #endReason: string | undefined;
  #partial = '';
  #partialCut = 0;

  static create(): LogBuffer {
    return new LogBuffer();
  }

  private constructor() {}

  /** Takes the next piece of the text. */
  append(piece: string): void {
    const parts = piece.split('\n');
    for (const [index, part] of parts.entries()) {
      this.#extendPartial(part);
      if (index < parts.length - 1) {
        this.#finishLine();
      }
    }
  }

  /** Takes a last line without a line break as whole. */
  end(): void {
    if (this.#partial) {
      this.#finishLine();
    }
  }

  snapshot(): LogSnapshot {
    return {
      blocks: [...this.#blocks],
      lineCount: this.#received - this.#dropped,
      received: this.#received,
      dropped: this.#dropped,
      endReason: this.#endReason,
    };
  }

  #extendPartial(part: string): void {
    // A line without an end must not fill the memory before it ends.
    const room = MOST_CHARACTERS_A_LINE - this.#partial.length;
    this.#partial += part.slice(0, room);
    this.#partialCut += Math.max(0, part.length - room);
  }

  #finishLine(): void {
    const raw = this.#partial;
    const cutCharacters = this.#partialCut;
    this.#partial = '';
    this.#partialCut = 0;
    if (raw.startsWith(LOG_END_MARKER)) {
      // A word for machines comes first: "bytes: this is as much as …".
      this.#endReason = cleanLogText(raw.slice(LOG_END_MARKER.length))
        .trim()
        .replace(/^[a-z]+: /, '');
      return;
    }
    const timestamp = TIMESTAMP.exec(raw)?.[1];
    const text = cleanLogText(
      timestamp ? raw.slice(timestamp.length + 1) : raw,
    );
    this.#push({
      id: this.#received,
      timestamp,
      text,
      json: cutCharacters === 0 ? parseJsonLogLine(text) : undefined,
      cutCharacters,
    });
  }

  #push(line: LogLine): void {
    this.#received += 1;
    const last = this.#blocks[this.#blocks.length - 1];
    if (last && last.lines.length < LINES_A_BLOCK) {
      this.#blocks[this.#blocks.length - 1] = {
        id: last.id,
        lines: [...last.lines, line],
      };
    } else {
      this.#blocks.push({ id: line.id, lines: [line] });
    }
    if (this.#received - this.#dropped > MOST_LINES) {
      this.#dropped += this.#blocks[0].lines.length;
      this.#blocks.shift();
    }
  }
}

/** A line as it is shown. */
export function shownText(line: LogLine, formatJson: boolean): string {
  return formatJson && line.json ? line.json.text : line.text;
}
