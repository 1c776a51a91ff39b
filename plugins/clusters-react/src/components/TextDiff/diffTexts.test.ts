import { diffTexts, foldUnchanged, pairLines } from './diffTexts';

const numbered = (count: number) =>
  Array.from({ length: count }, (_, index) => `line ${index + 1}`).join('\n');

describe('diffTexts', () => {
  it('numbers the lines of both sides', () => {
    expect(diffTexts('a\nb\nc\n', 'a\nB\nB2\nc\n')).toEqual([
      { kind: 'same', text: 'a', before: 1, after: 1 },
      { kind: 'removed', text: 'b', before: 2 },
      { kind: 'added', text: 'B', after: 2 },
      { kind: 'added', text: 'B2', after: 3 },
      { kind: 'same', text: 'c', before: 3, after: 4 },
    ]);
  });

  it('keeps empty lines', () => {
    expect(diffTexts('a\n\nb\n', 'a\n\nc\n').map(line => line.text)).toEqual([
      'a',
      '',
      'b',
      'c',
    ]);
  });
});

describe('foldUnchanged', () => {
  it('folds what is further than three lines from a change', () => {
    const lines = diffTexts(
      numbered(20),
      numbered(20).replace('line 10', 'line ten'),
    );
    expect(
      foldUnchanged(lines).map(section => [
        section.folded,
        section.lines.length,
      ]),
    ).toEqual([
      [true, 6],
      [false, 8],
      [true, 7],
    ]);
  });
});

describe('pairLines', () => {
  it('puts what replaces each other beside each other', () => {
    const pairs = pairLines(diffTexts('a\nb\nc\n', 'a\nB\nB2\nc\n'));
    expect(pairs.map(pair => [pair.before?.text, pair.after?.text])).toEqual([
      ['a', 'a'],
      ['b', 'B'],
      [undefined, 'B2'],
      ['c', 'c'],
    ]);
  });
});
