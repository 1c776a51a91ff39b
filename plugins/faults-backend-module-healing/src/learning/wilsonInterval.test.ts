import { wilsonInterval } from './wilsonInterval';

describe('wilsonInterval', () => {
  // As R says: binom::binom.confint(x, n, methods = 'wilson')
  it.each([
    [5, 10, 0.5, 0.2366, 0.7634],
    [0, 10, 0, 0, 0.2775],
    [10, 10, 1, 0.7225, 1],
    [1, 1, 1, 0.2065, 1],
    [81, 263, 0.308, 0.2553, 0.3662],
  ])('of %i out of %i', (successes, trials, rate, low, high) => {
    const interval = wilsonInterval(successes, trials);
    expect(interval?.rate).toBeCloseTo(rate, 3);
    expect(interval?.low).toBeCloseTo(low, 4);
    expect(interval?.high).toBeCloseTo(high, 4);
  });

  it('says nothing without a trial', () => {
    expect(wilsonInterval(0, 0)).toBeUndefined();
  });
});
