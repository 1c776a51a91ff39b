import { matchesLabels } from './matchesLabels';
import { parseLabelSelector } from './parseLabelSelector';

describe('parseLabelSelector', () => {
  it.each([
    ['', {}, true],
    ['app=a', { app: 'a' }, true],
    ['app==a', { app: 'a' }, true],
    ['app = a', { app: 'a' }, true],
    ['app=a', { app: 'b' }, false],
    ['app=a', {}, false],
    ['app=', { app: '' }, true],
    ['app!=a', { app: 'b' }, true],
    ['app!=a', {}, true],
    ['app!=a', { app: 'a' }, false],
    ['app', { app: '' }, true],
    ['app', {}, false],
    ['!app', {}, true],
    ['! app', { app: 'a' }, false],
    ['env in (dev, test)', { env: 'test' }, true],
    ['env in (dev,test)', { env: 'prod' }, false],
    ['env in (dev,test)', {}, false],
    ['env notin (dev,test)', { env: 'dev' }, false],
    ['env notin (dev,test)', {}, true],
    ['env in ()', { env: '' }, true],
    ['a=b,c!=d,e in (x,y),!f,g', { a: 'b', e: 'y', g: '1' }, true],
    ['a=b,c!=d,e in (x,y),!f,g', { a: 'b', e: 'y', g: '1', f: '' }, false],
    ['example.com/name=x', { 'example.com/name': 'x' }, true],
    ['constructor', {}, false],
    ['in=a', { in: 'a' }, true],
  ])('%j on %j is %j', (text, labels, expected) => {
    expect(matchesLabels(parseLabelSelector(text), labels)).toBe(expected);
  });

  it.each([
    'a=b,',
    ',',
    'a=b,,c',
    'a in x',
    'a in (x',
    'a in x)',
    'a in ((x))',
    'a=b=c',
    'a b',
    '=b',
    'a=b!',
    'a>1',
    '-a=b',
    'a=-b',
    'x/y/z=1',
    'Upper.Case/name=1',
    `a=${'x'.repeat(64)}`,
    'a=b;c',
    '!!a',
  ])('refuses %j', text => {
    expect(() => parseLabelSelector(text)).toThrow(
      `The label selector '${text}' is malformed`,
    );
  });

  it('reads selectors of objects', () => {
    const selector = parseLabelSelector({
      matchLabels: { app: 'a' },
      matchExpressions: [
        { key: 'env', operator: 'In', values: ['dev', 'test'] },
        { key: 'tier', operator: 'NotIn', values: ['cache'] },
        { key: 'team', operator: 'Exists' },
        { key: 'canary', operator: 'DoesNotExist' },
      ],
    });
    const labels = { app: 'a', env: 'dev', team: 'x' };
    expect(matchesLabels(selector, labels)).toBe(true);
    expect(matchesLabels(selector, { ...labels, canary: '' })).toBe(false);
    expect(matchesLabels(selector, { ...labels, tier: 'cache' })).toBe(false);
    expect(() =>
      parseLabelSelector({ matchExpressions: [{ key: 'a', operator: 'Gt' }] }),
    ).toThrow("Unknown operator 'Gt'");
  });
});
