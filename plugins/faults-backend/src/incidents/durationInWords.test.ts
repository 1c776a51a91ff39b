import { durationInWords } from './durationInWords';

describe('durationInWords', () => {
  it.each([
    [0, '0 seconds'],
    [-5_000, '0 seconds'],
    [1_400, '1 second'],
    [61_000, '1 minute 1 second'],
    [3_600_000, '1 hour'],
    [3_605_000, '1 hour'],
    [90_000_000, '1 day 1 hour'],
    [172_800_000, '2 days'],
  ])('writes %d ms as %s', (milliseconds, words) => {
    expect(durationInWords(milliseconds)).toBe(words);
  });
});
