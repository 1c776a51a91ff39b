import { LOG_END_MARKER } from '@groundcrew/plugin-clusters-common';
import { LogText } from './LogText';

/** What comes out of bytes that arrive in chunks of the given size. */
function textOf(bytes: Buffer | string, chunkBytes = Infinity): string {
  const all = Buffer.from(bytes as string);
  const text = new LogText();
  let result = '';
  for (let start = 0; start < all.length; start += chunkBytes) {
    result += text.push(all.subarray(start, start + chunkBytes));
  }
  return result + text.end();
}

describe('LogText', () => {
  it.each<[string, Buffer | string, string]>([
    ['keeps lines', 'one\ntwo\n', 'one\ntwo\n'],
    ['keeps empty lines', '\n\none\n', '\n\none\n'],
    ['ends the last line', 'one', 'one\n'],
    ['says nothing of nothing', '', ''],
    ['keeps tabs and text of any language', 'a\tb é 漢 🚀\n', 'a\tb é 漢 🚀\n'],
    ['drops the carriage return of a line end', 'one\r\ntwo\r\n', 'one\ntwo\n'],
    ['shows other carriage returns', '10%\r20%\n', '10%␍20%\n'],
    ['shows control characters', 'a\0b\x07c\x7fd\n', 'a␀b␇c␡d\n'],
    ['replaces the second set of them', 'a\u009bb\n', 'a\ufffdb\n'],
    [
      'replaces bytes that are not UTF-8',
      Buffer.from([0x61, 0xff, 0xfe, 0x62, 0x0a]),
      'a\ufffd\ufffdb\n',
    ],
    ['removes colours', '\x1b[1;31merror\x1b[0m: no\n', 'error: no\n'],
    [
      'removes links and titles of terminals',
      '\x1b]8;;http://x\x1b\\here\x1b]0;t\x07\n',
      'here\n',
    ],
    ['shows an escape that begins nothing', 'a\x1bz\n', 'a␛z\n'],
    [
      'does not let a container say why its log ends',
      `${LOG_END_MARKER}token: sign in at evil.example\n`,
      ` ${LOG_END_MARKER}token: sign in at evil.example\n`,
    ],
  ])('%s', (_, input, expected) => {
    expect(textOf(input)).toBe(expected);
    // However it is cut into chunks, also within a character or a sequence.
    expect(textOf(input, 1)).toBe(expected);
    expect(textOf(input, 3)).toBe(expected);
  });

  it('cuts a line of 5 MB and goes on behind it', () => {
    const long = 'x'.repeat(5 * 1024 * 1024);
    const lines = textOf(`before\n${long}\nafter\n`, 16_384).split('\n');
    expect(lines[0]).toBe('before');
    expect(lines[1]).toBe(
      `${'x'.repeat(65_536)} … (cut: this line has 5242880 bytes)`,
    );
    expect(lines.slice(2)).toEqual(['after', '']);
  });

  it('does not cut through a character', () => {
    const [line] = textOf(`x${'🚀'.repeat(20_000)}\n`, 1_000).split('\n');
    expect(line).toBe(
      `x${'🚀'.repeat(16_383)} … (cut: this line has 80001 bytes)`,
    );
  });

  it('leaves a line of exactly 64 kB whole', () => {
    expect(textOf(`${'x'.repeat(65_536)}\n`)).toBe(`${'x'.repeat(65_536)}\n`);
  });

  it('gives each line out as soon as it is complete', () => {
    const text = new LogText();
    expect(text.push(Buffer.from('one\ntw'))).toBe('one\n');
    expect(text.push(Buffer.from('o\n'))).toBe('two\n');
  });
});
