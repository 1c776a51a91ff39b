import { wholeRef } from './wholeRef';

describe('wholeRef', () => {
  it.each([
    ['dana', 'user:default/dana'],
    ['shop/dana', 'user:shop/dana'],
    ['group:default/checkout', 'group:default/checkout'],
    ['plugin:groundcrew-faults', 'plugin:groundcrew-faults'],
  ])('completes %s to %s', (text, expected) => {
    expect(wholeRef(text, 'user')).toBe(expected);
  });
});
