import { isMovable, parseImageReference } from './parseImageReference';

const DIGEST = `sha256:${'0123456789abcdef'.repeat(4)}`;

describe('parseImageReference', () => {
  it.each([
    ['nginx', { repository: 'nginx' }],
    ['nginx:1.27', { repository: 'nginx', tag: '1.27' }],
    [
      'registry.example.org:5000/shop/checkout:v1_2-3',
      { repository: 'registry.example.org:5000/shop/checkout', tag: 'v1_2-3' },
    ],
    [
      `ghcr.io/shop/checkout@${DIGEST}`,
      { repository: 'ghcr.io/shop/checkout', digest: DIGEST },
    ],
    [
      `ghcr.io/shop/checkout:1@${DIGEST}`,
      { repository: 'ghcr.io/shop/checkout', tag: '1', digest: DIGEST },
    ],
    ['[::1]:5000/web', { repository: '[::1]:5000/web' }],
    ['a/b__c/d--e.f', { repository: 'a/b__c/d--e.f' }],
  ])('reads %s', (text, expected) => {
    expect(parseImageReference(text)).toEqual(expected);
  });

  it.each([
    '',
    ' ',
    'Nginx',
    'nginx:',
    'nginx:a b',
    'nginx:-1',
    'https://ghcr.io/shop/checkout',
    'nginx@sha256:abc',
    `nginx@${DIGEST}0`,
    'shop//checkout',
    'shop/checkout/',
    `a/${'b'.repeat(300)}`,
    `nginx:${'1'.repeat(129)}`,
    'x'.repeat(1_000_000),
    '$(id)',
    'nginx\n:1',
  ])('does not read %.40s', text => {
    expect(parseImageReference(text)).toBeUndefined();
  });

  it('does not take long for what cannot be one', () => {
    expect(parseImageReference(`${'a-'.repeat(500)}!`)).toBeUndefined();
    expect(parseImageReference(`${'a.'.repeat(500)}/`)).toBeUndefined();
  });
});

describe('isMovable', () => {
  it.each([
    ['nginx', true],
    ['nginx:latest', true],
    ['nginx:1.27', false],
    [`nginx:latest@${DIGEST}`, false],
  ])('%s: %s', (text, expected) => {
    expect(isMovable(parseImageReference(text)!)).toBe(expected);
  });
});
