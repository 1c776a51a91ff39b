import type { ObjectOf } from '@groundcrew/plugin-clusters-node';
import { matchesNodeAffinity, matchesNodeSelector } from './nodeAffinity';

const node = {
  metadata: {
    name: 'node-1',
    labels: { disk: 'ssd', cores: '16', empty: '' },
  },
  status: { addresses: [{ type: 'Hostname', address: 'host-1' }] },
} as ObjectOf<'Node'>;

describe('matchesNodeAffinity', () => {
  it.each([
    ['In', 'disk', ['hdd', 'ssd'], true],
    ['In', 'disk', ['hdd'], false],
    ['In', 'zone', ['a'], false],
    ['NotIn', 'disk', ['hdd'], true],
    ['NotIn', 'disk', ['ssd'], false],
    ['NotIn', 'zone', ['a'], true],
    ['Exists', 'empty', undefined, true],
    ['Exists', 'zone', undefined, false],
    ['DoesNotExist', 'zone', undefined, true],
    ['DoesNotExist', 'disk', undefined, false],
    ['Gt', 'cores', ['15'], true],
    ['Gt', 'cores', ['16'], false],
    ['Gt', 'zone', ['1'], false],
    ['Lt', 'cores', ['17'], true],
    ['Lt', 'disk', ['17'], false],
    ['Near', 'disk', ['ssd'], false],
    ['In', 'kubernetes.io/hostname', ['host-1'], true],
  ])('%s %s %j is %j', (operator, key, values, expected) => {
    const requirement = { key, operator, values };
    expect(
      matchesNodeAffinity(
        { nodeSelectorTerms: [{ matchExpressions: [requirement] }] },
        node,
      ),
    ).toBe(expected);
  });

  it('takes one term of several, and every requirement of a term', () => {
    const ssd = { key: 'disk', operator: 'In', values: ['ssd'] };
    const zone = { key: 'zone', operator: 'Exists' };
    const field = { key: 'metadata.name', operator: 'In', values: ['node-1'] };
    const satisfied = (...nodeSelectorTerms: object[]) =>
      matchesNodeAffinity({ nodeSelectorTerms }, node);
    expect(satisfied({ matchExpressions: [ssd, zone] })).toBe(false);
    expect(
      satisfied({ matchExpressions: [zone] }, { matchExpressions: [ssd] }),
    ).toBe(true);
    expect(satisfied({ matchFields: [field] })).toBe(true);
    expect(satisfied({})).toBe(false);
    expect(satisfied()).toBe(false);
    expect(matchesNodeAffinity(undefined, node)).toBe(true);
  });
});

describe('matchesNodeSelector', () => {
  it.each([
    [undefined, true],
    [{ disk: 'ssd' }, true],
    [{ disk: 'ssd', zone: 'a' }, false],
    [{ 'kubernetes.io/hostname': 'host-1' }, true],
    [{ 'kubernetes.io/hostname': 'node-1' }, false],
  ])('%j is %j', (labels, expected) => {
    expect(matchesNodeSelector(labels as Record<string, string>, node)).toBe(
      expected,
    );
  });
});
