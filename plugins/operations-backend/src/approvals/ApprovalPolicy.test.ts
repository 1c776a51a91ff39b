import { ConfigReader } from '@backstage/config';
import type { JsonObject } from '@backstage/types';
import type { TargetContext } from '@groundcrew/plugin-operations-common';
import { exampleTarget } from '../rules/__testUtils__/exampleRuleContext';
import { ApprovalPolicy } from './ApprovalPolicy';

const NOW = Date.parse('2026-11-23T11:00:00Z');

function approvalFor(
  approvals: JsonObject[],
  target: TargetContext = exampleTarget(),
  requesterRefs: string[] = ['user:default/dana'],
) {
  return ApprovalPolicy.fromConfig(new ConfigReader({ approvals })).approvalFor(
    target,
    requesterRefs,
    NOW,
  );
}

describe('ApprovalPolicy', () => {
  it('asks nobody without config', () => {
    const policy = ApprovalPolicy.fromConfig(undefined);
    expect(policy.approvalFor(exampleTarget(), [], NOW)).toBeUndefined();
  });

  it('asks the owner of the target, for a day, unless it is told otherwise', () => {
    expect(approvalFor([{}])).toEqual({
      approvers: ['group:default/checkout'],
      needed: 1,
      expiresAt: '2026-11-24T11:00:00.000Z',
      decisions: [],
    });
  });

  it('asks whom config names', () => {
    expect(
      approvalFor([
        {
          approvers: ['target-owner', 'group:default/sre'],
          needed: 2,
          expiresAfter: '30m',
        },
      ]),
    ).toMatchObject({
      approvers: ['group:default/checkout', 'group:default/sre'],
      needed: 2,
      expiresAt: '2026-11-23T11:30:00.000Z',
    });
  });

  it('leaves the owner out where nobody owns the target', () => {
    const nobodys = exampleTarget({ owner: undefined });
    expect(approvalFor([{}], nobodys)).toMatchObject({ approvers: [] });
  });

  it.each<[string, JsonObject, boolean]>([
    ['its environment', { environments: ['prod'] }, true],
    ['another environment', { environments: ['dev'] }, false],
    ['its operation', { operations: ['kubernetes.restart'] }, true],
    ['another operation', { operations: ['kubernetes.scale'] }, false],
    ['less risk', { minRisk: 'low' }, true],
    ['its risk', { minRisk: 'medium' }, true],
    ['more risk', { minRisk: 'high' }, false],
    [
      'its environment, but another operation',
      { environments: ['prod'], operations: ['x'] },
      false,
    ],
    ['whoever asks, by name', { exempt: ['user:default/dana'] }, false],
    ['the group of another', { exempt: ['group:default/sre'] }, true],
  ])('a rule about %s', (_, rule, isNeeded) => {
    expect(approvalFor([rule]) !== undefined).toBe(isNeeded);
  });

  it('goes by the first rule that fits, also when that exempts', () => {
    const rules = [
      { operations: ['kubernetes.scale'], needed: 3 },
      { environments: ['prod'], exempt: ['group:default/sre'] },
      { needed: 2 },
    ];
    expect(approvalFor(rules)).toMatchObject({ needed: 1 });
    expect(
      approvalFor(rules, exampleTarget(), ['group:default/sre']),
    ).toBeUndefined();
  });

  it('exempts no automation: it belongs to nobody', () => {
    expect(
      approvalFor([{ exempt: ['group:default/sre'] }], exampleTarget(), []),
    ).toBeDefined();
  });

  it('fits no environment where there is none', () => {
    const nowhere = exampleTarget({ environment: undefined });
    expect(approvalFor([{ environments: ['prod'] }], nowhere)).toBeUndefined();
    expect(approvalFor([{}], nowhere)).toBeDefined();
  });

  it.each<[string, JsonObject]>([
    ['minRisk', { minRisk: 'extreme' }],
    ['needed', { needed: 0 }],
    ['needed', { needed: 1.5 }],
    ['expiresAfter', { expiresAfter: 'soon' }],
    ['approvers', { approvers: [] }],
  ])('says at the start that %s is wrong', (name, rule) => {
    expect(() => approvalFor([rule])).toThrow(new RegExp(name));
  });
});
