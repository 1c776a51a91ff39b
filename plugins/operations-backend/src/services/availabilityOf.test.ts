import type { RuleVerdict } from '@groundcrew/plugin-operations-common';
import {
  exampleAwaiting,
  exampleVerdict,
} from '../engine/__testUtils__/exampleSteps';
import {
  exampleRuleContext,
  exampleTarget,
  dana,
} from '../rules/__testUtils__/exampleRuleContext';
import { exampleDefinition } from './__testUtils__/exampleDefinition';
import { availabilityOf, type AvailabilityFacts } from './availabilityOf';

const allowed = { allowed: true } as const;
const denied = (reason: string) => ({ allowed: false, reason } as const);
const { approval } = exampleAwaiting(1);
const verdict = (changes: Partial<RuleVerdict>) => [
  exampleVerdict(),
  exampleVerdict({ rule: 'cooldown', message: 'just changed', ...changes }),
];

function factsOf(
  changes: Partial<AvailabilityFacts> = {},
  unsuitable?: string,
): AvailabilityFacts {
  const target = { ...exampleTarget(), uid: 'u' };
  return {
    assessed: {
      definition: exampleDefinition({ unsuitable: () => unsuitable }),
      located: {
        target,
        store: exampleRuleContext().store,
        limits: { maxReplicas: 50 },
      },
      input: undefined,
      actor: dana,
      context: target,
      dependents: [],
    },
    run: allowed,
    override: denied('no override'),
    isOverridden: false,
    verdicts: [exampleVerdict()],
    approval: undefined,
    reasonRequired: false,
    ...changes,
  };
}

describe('availabilityOf', () => {
  it.each<[string, Partial<AvailabilityFacts>, object]>([
    ['may be used', {}, { outcome: 'allowed', reason: undefined }],
    [
      'is not permitted',
      { run: denied('no permission'), approval },
      { outcome: 'denied', reason: 'no permission' },
    ],
    [
      'is refused by a rule, whose name is said',
      { verdicts: verdict({ verdict: 'refuse' }), approval },
      { outcome: 'denied', reason: 'cooldown: just changed' },
    ],
    [
      'will have to wait',
      { verdicts: verdict({ verdict: 'wait' }) },
      { outcome: 'allowed', reason: 'will wait: just changed' },
    ],
    [
      'needs an approval',
      { approval },
      {
        outcome: 'needs-approval',
        reason: expect.stringMatching(/^needs the approval of .*checkout/),
      },
    ],
    [
      'needs an approval, and nobody is there to give it',
      { approval: { ...approval!, approvers: [] } },
      {
        outcome: 'needs-approval',
        reason: expect.stringMatching(/nobody owns the target/),
      },
    ],
    [
      'is asked for past a rule, without the right to',
      { isOverridden: true, verdicts: verdict({ verdict: 'refuse' }) },
      { outcome: 'denied', reason: 'no override' },
    ],
    [
      'is asked for past a rule, with the right to',
      {
        isOverridden: true,
        override: allowed,
        verdicts: verdict({ verdict: 'refuse' }),
      },
      { outcome: 'allowed' },
    ],
    [
      'is asked for past a rule that nobody overrides',
      {
        isOverridden: true,
        override: allowed,
        verdicts: verdict({ verdict: 'refuse', overridable: false }),
      },
      { outcome: 'denied', reason: 'cooldown: just changed' },
    ],
    [
      'needs its approval, also past rules',
      { isOverridden: true, override: allowed, approval },
      { outcome: 'needs-approval' },
    ],
  ])('%s', (_, changes, expected) => {
    expect(availabilityOf(factsOf(changes))).toMatchObject({
      operation: 'test.poke',
      title: 'Poke',
      risk: 'medium',
      fields: [{ name: 'times' }],
      ...expected,
    });
  });

  it('says first what the target is not suited for, and asks for nothing then', () => {
    const facts = factsOf({ run: denied('no permission') }, 'Git owns it');
    expect(availabilityOf(facts)).toMatchObject({
      outcome: 'unsuitable',
      reason: 'Git owns it',
      fields: [],
    });
  });

  it.each<[string, Partial<AvailabilityFacts>, boolean | undefined]>([
    ['no rule is against it', { override: allowed }, undefined],
    [
      'it has the right to',
      { override: allowed, verdicts: verdict({ verdict: 'wait' }) },
      true,
    ],
    ['it has not', { verdicts: verdict({ verdict: 'wait' }) }, false],
    [
      'one rule cannot be overridden',
      {
        override: allowed,
        verdicts: verdict({ verdict: 'wait', overridable: false }),
      },
      false,
    ],
    [
      'it may not be run at all',
      {
        run: denied('no'),
        override: allowed,
        verdicts: verdict({ verdict: 'wait' }),
      },
      false,
    ],
  ])('whether rules can be overridden when %s', (_, changes, overridable) => {
    expect(availabilityOf(factsOf(changes)).overridable).toBe(overridable);
  });
});
