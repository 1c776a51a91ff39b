import { durationUnits } from './durationUnits';

const MINUTE_MS = 60_000;
const inShort = (milliseconds: number, most: number) =>
  durationUnits(milliseconds, most)
    .map(({ count, unit }) => `${count} ${unit}`)
    .join(' ');

describe('durationUnits', () => {
  it.each([
    [-5_000, 2, '0 seconds'],
    [0, 2, '0 seconds'],
    [1_499, 2, '1 seconds'],
    [90_000, 2, '1 minutes 30 seconds'],
    [90_000, 1, '1 minutes'],
    [119 * MINUTE_MS, 2, '1 hours 59 minutes'],
    // What comes after nothing of the unit between is left out.
    [25 * 60 * MINUTE_MS, 2, '1 days 1 hours'],
    [24 * 60 * MINUTE_MS + 5_000, 2, '1 days'],
    [90 * 24 * 60 * MINUTE_MS, 2, '90 days'],
  ])('parts %d ms into at most %d units', (milliseconds, most, expected) => {
    expect(inShort(milliseconds, most)).toBe(expected);
  });
});
