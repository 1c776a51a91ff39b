import { mockServices } from '@backstage/backend-test-utils';
import type { JsonObject } from '@backstage/types';
import { examplePolicy } from '../__testUtils__/exampleObservation';
import { shippedPolicies } from '../policies/shippedPolicies';
import { HealingSettings } from './HealingSettings';
import { policiesInForce } from './PolicyInForce';

const shipped = [
  examplePolicy({ id: 'first', priority: 1 }),
  examplePolicy({ id: 'second', priority: 2, condition: 'size(changes) > 0' }),
];
const read = (healing?: JsonObject, policies = shipped) =>
  HealingSettings.fromConfig(
    mockServices.rootConfig({
      data: { groundcrew: { faults: healing ? { healing } : {} } },
    }),
    policies,
  );
const { limits, operations, title, why } = examplePolicy();
const own = {
  id: 'own',
  title,
  why,
  limits,
  operations,
  trigger: { faults: ['application-crash'], environments: ['dev'] },
  priority: 7,
};

describe('HealingSettings', () => {
  it('observes, where nothing is configured, the highest priority first', () => {
    const { keepMs, policies } = read();
    expect(
      policies.map(({ enabled, mode, policy }) => [policy.id, mode, enabled]),
    ).toEqual([
      ['second', 'observe', true],
      ['first', 'observe', true],
    ]);
    expect(policies[0].condition).toBeDefined();
    expect(keepMs).toBe(400 * 24 * 60 * 60_000);
  });

  it('takes modes, own policies and replacements', () => {
    const settings = read({
      defaultMode: 'auto',
      furthest: { prod: 'approve' },
      keepFor: { days: 1 },
      policies: [
        { id: 'second', mode: 'approve' },
        { ...own, mode: 'observe' },
        { ...own, id: 'first', title: 'Mine', priority: 9 },
      ],
    });
    expect(
      settings.policies.map(({ mode, policy }) => [
        policy.id,
        policy.title,
        mode,
      ]),
    ).toEqual([
      ['first', 'Mine', 'auto'],
      ['own', title, 'observe'],
      ['second', title, 'approve'],
    ]);
    expect(settings.keepMs).toBe(24 * 60 * 60_000);
    expect(settings.modeIn('prod', 'auto')).toBe('approve');
    expect(settings.modeIn('prod', 'observe')).toBe('observe');
    expect(settings.modeIn('dev', 'auto')).toBe('auto');
    expect(settings.modeIn(undefined, 'auto')).toBe('auto');
  });

  it('switches a shipped policy off', () => {
    const { policies } = read({ policies: [{ id: 'first', enabled: false }] });
    expect(policies[1]).toMatchObject({ enabled: false, mode: 'observe' });
  });

  it.each<[string, JsonObject, RegExp]>([
    ['a mode that there is not', { defaultMode: 'always' }, /always/],
    ['one for an environment', { furthest: { prod: 'never' } }, /never/],
    [
      'a policy that there is not',
      { policies: [{ id: 'third', mode: 'auto' }] },
      /no healing policy 'third'.*shipped are first, second/,
    ],
    ['no list', { policies: { id: 'first' } }, /has to be a list/],
    [
      'one twice',
      { policies: [{ id: 'first' }, { id: 'first' }] },
      /given twice/,
    ],
    [
      'a field that there is not',
      { policies: [{ id: 'first', modes: 'auto' }] },
      /'first' is not in order/,
    ],
    [
      'too many attempts',
      { policies: [{ ...own, limits: { ...limits, attempts: 9 } }] },
      /'own' is not in order: limits.attempts/,
    ],
    [
      'a condition that is none',
      { policies: [{ ...own, condition: 'incident.' }] },
      /condition of the healing policy 'own'/,
    ],
    [
      'policies that contradict each other',
      { policies: [{ ...own, priority: 2 }] },
      /'second' and 'own' are both for 'application-crash' with priority 2/,
    ],
  ])('refuses %s', (_, healing, message) => {
    expect(() => read(healing)).toThrow(message);
  });

  it('does not mind equal priorities of what never meets', () => {
    const here = { ...own, priority: 5 };
    const there = {
      ...here,
      id: 'there',
      trigger: { ...own.trigger, environments: ['prod'] },
    };
    expect(read({ policies: [here, there] }).policies).toHaveLength(4);
  });

  it('uses what is shipped', () => {
    const { policies } = HealingSettings.fromConfig(
      mockServices.rootConfig({ data: {} }),
    );
    expect(policies).toHaveLength(shippedPolicies.length);
  });
});

describe('policiesInForce', () => {
  it('lets what people switched go before what is configured', () => {
    const { policies } = read();
    const switched = {
      reason: 'tried',
      changedBy: 'user:a/b',
      changedAt: 1,
    };
    expect(
      policiesInForce(policies, [
        { ...switched, policy: 'first', mode: 'auto' },
        { ...switched, policy: 'second', enabled: false },
      ]),
    ).toMatchObject([
      { mode: 'observe', enabled: false },
      { mode: 'auto', enabled: true },
    ]);
  });
});
