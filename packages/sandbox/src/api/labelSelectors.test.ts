import {
  formatSelector,
  matchesRequirements,
  parseLabelSelector,
  selects,
} from './labelSelectors';

describe('parseLabelSelector', () => {
  const labels = { app: 'web', tier: 'front', 'example.com/zone': 'a' };

  it.each([
    ['', true],
    ['app=web', true],
    ['app==web', true],
    ['app=api', false],
    ['app!=api', true],
    ['missing!=x', true],
    ['app in (web,api)', true],
    ['app in (api)', false],
    ['app notin (api, db)', true],
    ['missing notin (x)', true],
    ['missing in (x)', false],
    ['tier', true],
    ['missing', false],
    ['!missing', true],
    ['!tier', false],
    ['app=web,tier in (front,back),!missing', true],
    ['app=web,tier=back', false],
    ['example.com/zone=a', true],
  ])('%s', (selector, expected) => {
    expect(matchesRequirements(labels, parseLabelSelector(selector))).toBe(
      expected,
    );
  });

  it.each([
    ['a b c', "found 'b', expected: in, notin, =, ==, !=, gt, lt"],
    ['a in b', "found 'b' expected: '('"],
    ['a=b c', 'unable to parse requirement'],
    ['-a=b', 'unable to parse requirement'],
  ])('refuses %s', (selector, message) => {
    expect(() => parseLabelSelector(selector)).toThrow(message);
  });
});

describe('selects', () => {
  it('matches labels and expressions', () => {
    const selector = {
      matchLabels: { app: 'web' },
      matchExpressions: [
        { key: 'tier', operator: 'In' as const, values: ['front'] },
        { key: 'canary', operator: 'DoesNotExist' as const },
      ],
    };
    expect(selects(selector, { app: 'web', tier: 'front' })).toBe(true);
    expect(selects(selector, { app: 'web', tier: 'back' })).toBe(false);
    expect(selects(selector, { app: 'web', tier: 'front', canary: '1' })).toBe(
      false,
    );
    expect(formatSelector(selector)).toBe('app=web,tier in (front),!canary');
  });

  it('tells an absent selector from an empty one', () => {
    expect(selects(undefined, { a: 'b' })).toBe(false);
    expect(selects({}, { a: 'b' })).toBe(true);
  });
});
