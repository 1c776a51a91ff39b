import fc from 'fast-check';
import { canonicalJson } from './canonicalJson';

describe('canonicalJson', () => {
  it.each([
    [null, 'null'],
    ['é "\n\u0000', '"é \\"\\n\\u0000"'],
    ['\ud800', '"\\ud800"'],
    [-0, '0'],
    [1e21, '1e+21'],
    [0.1, '0.1'],
    [[1, [], {}], '[1,[],{}]'],
    [{ b: 1, a: [true, false] }, '{"a":[true,false],"b":1}'],
    [{ a: undefined, b: 1 }, '{"b":1}'],
    // By UTF-16 code units, not by code points: a surrogate comes before U+FB33. Integer-like names are names.
    [
      { '\ufb33': 1, '\u{1f600}': 2, '\u20ac': 3, 10: 4, 9: 5, A: 6, a: 7 },
      '{"10":4,"9":5,"A":6,"a":7,"€":3,"😀":2,"\ufb33":1}',
    ],
    [JSON.parse('{"__proto__":1}'), '{"__proto__":1}'],
  ])('writes %j', (value, text) => {
    expect(canonicalJson(value)).toBe(text);
  });

  it.each([
    ['NaN', NaN],
    ['Infinity', [Infinity]],
    ['1', BigInt(1)],
    ['a Date', { at: new Date() }],
    ['a Map', new Map()],
    ['undefined', [undefined]],
  ])('refuses %s, which JSON has no word for', (word, value) => {
    expect(() => canonicalJson(value)).toThrow(`JSON cannot hold ${word}`);
  });

  it('keeps every value, and writes equal ones alike', () => {
    fc.assert(
      fc.property(fc.jsonValue(), value => {
        const text = canonicalJson(value);
        const read = JSON.parse(text);
        expect(read).toEqual(JSON.parse(JSON.stringify(value)));
        expect(canonicalJson(read)).toBe(text);
      }),
    );
  });

  it('does not depend on the order in which members were set', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), value => {
        const turned = Object.fromEntries(Object.entries(value).reverse());
        expect(canonicalJson(turned)).toBe(canonicalJson(value));
      }),
    );
  });
});
