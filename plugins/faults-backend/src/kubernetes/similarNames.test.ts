import { areSimilar } from './similarNames';

describe('areSimilar', () => {
  it.each([
    ['cartservice', 'cartservcie', true],
    ['cartservice', 'cart-service', true],
    ['cartservice', 'cartservice-v2', true],
    ['cartservice', 'adservice', false],
    ['web', 'wed', false],
    ['payment', 'shipping', false],
    ['a'.repeat(64), 'a'.repeat(64), false],
  ])('%s and %s: %s', (a, b, expected) => {
    expect(areSimilar(a, b)).toBe(expected);
    expect(areSimilar(b, a)).toBe(expected);
  });
});
