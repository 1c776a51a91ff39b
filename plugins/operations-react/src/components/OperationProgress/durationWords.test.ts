import { durationWords } from './durationWords';

describe('durationWords', () => {
  it.each([
    [-5, { unit: 'milliseconds', amount: '0' }],
    [850, { unit: 'milliseconds', amount: '850' }],
    [2_540, { unit: 'seconds', amount: '2.5' }],
    [42_400, { unit: 'seconds', amount: '42' }],
    [125_000, { unit: 'minutes', minutes: '2', seconds: '5' }],
    [7_260_000, { unit: 'hours', hours: '2', minutes: '1' }],
  ])('parts %d ms', (ms, expected) => {
    expect(durationWords(ms)).toEqual(expected);
  });
});
