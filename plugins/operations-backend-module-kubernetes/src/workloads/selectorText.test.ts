import { selectorText } from './selectorText';

describe('selectorText', () => {
  it.each([
    [{}, ''],
    [{ matchLabels: { app: 'web', tier: 'a' } }, 'app=web,tier=a'],
    [
      {
        matchLabels: { app: 'web' },
        matchExpressions: [
          { key: 'tier', operator: 'In', values: ['a', 'b'] },
          { key: 'track', operator: 'NotIn', values: ['canary'] },
          { key: 'live', operator: 'Exists' },
          { key: 'old', operator: 'DoesNotExist' },
        ],
      },
      'app=web,tier in (a,b),track notin (canary),live,!old',
    ],
  ])('%j is %s', (selector, text) => {
    expect(selectorText(selector)).toBe(text);
  });
});
