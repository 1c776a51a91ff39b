import { ConfigReader } from '@backstage/config';
import type { JsonObject } from '@backstage/types';
import type { TargetContext } from '@groundcrew/plugin-operations-common';
import { exampleTarget } from '../rules/__testUtils__/exampleRuleContext';
import { AutomationGrants } from './AutomationGrants';

const grantsOf = (...automations: JsonObject[]) =>
  AutomationGrants.fromConfig(new ConfigReader({ automations }));

const restartInDev = {
  subject: 'external:healer',
  operations: ['kubernetes.restart'],
  environments: ['dev'],
};
const inDev = (changes: Partial<TargetContext> = {}) =>
  exampleTarget({ environment: 'dev', risk: 'low', ...changes });

describe('AutomationGrants', () => {
  it.each<[string, JsonObject, TargetContext, boolean]>([
    ['what is granted', restartInDev, inDev(), true],
    ['another operation', restartInDev, inDev({ operation: 'x.y' }), false],
    [
      'another environment',
      restartInDev,
      inDev({ environment: 'prod' }),
      false,
    ],
    ['no environment', restartInDev, inDev({ environment: undefined }), false],
    ['more risk than low', restartInDev, inDev({ risk: 'medium' }), false],
    [
      'as much risk as granted',
      { ...restartInDev, maxRisk: 'medium' },
      inDev({ risk: 'medium' }),
      true,
    ],
    [
      'more risk than granted',
      { ...restartInDev, maxRisk: 'medium' },
      inDev({ risk: 'high' }),
      false,
    ],
    [
      'anything, anywhere',
      { ...restartInDev, operations: ['*'], environments: ['*'] },
      inDev({ operation: 'x.y', environment: undefined }),
      true,
    ],
    [
      'what another is granted',
      { ...restartInDev, subject: 'external:other' },
      inDev(),
      false,
    ],
  ])('%s', (_, grant, target, allowed) => {
    expect(grantsOf(grant).decide('external:healer', target).allowed).toBe(
      allowed,
    );
  });

  it('puts no two grants together', () => {
    const grants = grantsOf(restartInDev, {
      ...restartInDev,
      operations: ['kubernetes.scale'],
      environments: ['prod'],
    });
    expect(
      grants.decide('external:healer', inDev({ environment: 'prod' })),
    ).toEqual({
      allowed: false,
      reason:
        'groundcrew.operations.automations grants external:healer no kubernetes.restart of low risk in prod',
    });
  });

  it('grants nothing without config', () => {
    const grants = AutomationGrants.fromConfig(undefined);
    expect(grants.knows('external:healer')).toBe(false);
    expect(grants.decide('external:healer', inDev()).allowed).toBe(false);
  });

  it('knows those that config names', () => {
    const grants = grantsOf(restartInDev);
    expect(grants.knows('external:healer')).toBe(true);
    expect(grants.knows('external:heal')).toBe(false);
  });

  it.each<[string, JsonObject]>([
    ['subject', { operations: ['*'], environments: ['*'] }],
    ['operations', { ...restartInDev, operations: [] }],
    ['environments', { subject: 'a', operations: ['*'] }],
    ['maxRisk', { ...restartInDev, maxRisk: 'extreme' }],
  ])('says at the start that %s is wrong', (name, grant) => {
    expect(() => grantsOf(grant)).toThrow(new RegExp(name));
  });
});
