import { cleanLogText } from './logText';

describe('cleanLogText', () => {
  it.each([
    ['colours', '\u001b[1;31merror\u001b[0m: no', 'error: no'],
    ['titles of a terminal', '\u001b]0;title\u0007text', 'text'],
    ['what a progress bar overwrote', '10 %\r50 %\r100 %\r', '100 %'],
    ['bytes that cannot be shown', 'a\u0000b\u0007c', 'a·b·c'],
    ['a tab, which stays', 'a\tb', 'a\tb'],
  ])('takes out %s', (_, line, expected) => {
    expect(cleanLogText(line)).toBe(expected);
  });
});
