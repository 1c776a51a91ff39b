import { LOG_END_MARKER } from '@groundcrew/plugin-clusters-common';

const NEWLINE = 0x0a;
const MAX_LINE_BYTES = 65_536;

// ECMA-48: colours and cursor movements (CSI), and titles and links (OSC), which only mean something to a terminal.
const TERMINAL_SEQUENCES =
  // eslint-disable-next-line no-control-regex
  /\x1b\[[0-?]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)/g;
// eslint-disable-next-line no-control-regex
const CONTROL_CHARACTERS = /[\x00-\x08\x0b-\x1f\x7f-\x9f]/g;

/**
 * Turns the bytes of a log, as they arrive, into lines of text that are safe to show.
 *
 * @remarks
 *
 * Bytes that are not UTF-8 become U+FFFD, control characters their visible pictures (␀), sequences for terminals
 * disappear. Of a line of more than 64 kB the first 64 kB are kept, and how long it was. Never holds more than one line.
 */
export class LogText {
  #line: Buffer[] = [];
  #keptBytes = 0;
  #lineBytes = 0;

  /** The lines that these bytes complete. */
  push(bytes: Buffer): string {
    let text = '';
    let start = 0;
    for (;;) {
      const end = bytes.indexOf(NEWLINE, start);
      if (end === -1) {
        this.#keep(bytes.subarray(start));
        return text;
      }
      this.#keep(bytes.subarray(start, end));
      text += `${this.#takeLine()}\n`;
      start = end + 1;
    }
  }

  /** The last line, if it was not completed. */
  end(): string {
    return this.#lineBytes > 0 ? `${this.#takeLine()}\n` : '';
  }

  #keep(bytes: Buffer): void {
    this.#lineBytes += bytes.length;
    const kept = bytes.subarray(0, MAX_LINE_BYTES - this.#keptBytes);
    if (kept.length > 0) {
      // Copied: a slice would keep the whole chunk of the socket in memory.
      this.#line.push(Buffer.from(kept));
      this.#keptBytes += kept.length;
    }
  }

  #takeLine(): string {
    const bytes = Buffer.concat(this.#line);
    const lineBytes = this.#lineBytes;
    this.#line = [];
    this.#keptBytes = 0;
    this.#lineBytes = 0;
    if (lineBytes <= MAX_LINE_BYTES) {
      return safeText(bytes);
    }
    const kept = bytes.subarray(0, characterBoundary(bytes));
    return `${safeText(kept)} … (cut: this line has ${lineBytes} bytes)`;
  }
}

/** Where the last whole character of a text that was cut anywhere ends. */
function characterBoundary(bytes: Buffer): number {
  let start = bytes.length - 1;
  while (start > bytes.length - 4 && isContinuation(bytes[start])) {
    start -= 1;
  }
  return start + widthOf(bytes[start]) > bytes.length ? start : bytes.length;
}

/** How many bytes a character has that begins with this one. */
function widthOf(lead: number): number {
  if (lead >= 0xf0) {
    return 4;
  }
  if (lead >= 0xe0) {
    return 3;
  }
  return lead >= 0xc0 ? 2 : 1;
}

function isContinuation(byte: number): boolean {
  return byte >> 6 === 0b10;
}

function safeText(bytes: Buffer): string {
  const text = bytes
    .toString('utf8')
    .replace(/\r$/, '')
    .replace(TERMINAL_SEQUENCES, '')
    .replace(CONTROL_CHARACTERS, pictureOf);
  // Only Groundcrew itself says why a log ends.
  return text.startsWith(LOG_END_MARKER) ? ` ${text}` : text;
}

function pictureOf(character: string): string {
  const code = character.charCodeAt(0);
  if (code === 0x7f) {
    return '\u2421';
  }
  return code < 0x20 ? String.fromCharCode(0x2400 + code) : '\ufffd';
}
