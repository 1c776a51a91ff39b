import { ConfigReader } from '@backstage/config';
import type { JsonObject } from '@backstage/types';
import { OperationSettings } from './OperationSettings';

const settingsOf = (operations?: JsonObject) =>
  OperationSettings.fromConfig(
    new ConfigReader(operations ? { groundcrew: { operations } } : {}),
  );

describe('OperationSettings', () => {
  it('has defaults', () => {
    const settings = settingsOf();
    expect(settings).toMatchObject({
      maxReplicas: 50,
      maxRunningPerCluster: 10,
      presenceMs: 900_000,
    });
    expect(settings.isReasonRequired('prod')).toBe(true);
    expect(settings.isReasonRequired('dev')).toBe(false);
    expect(settings.isReasonRequired(undefined)).toBe(false);
  });

  it('does as config says', () => {
    const settings = settingsOf({
      maxReplicas: 5,
      maxRunningPerCluster: 2,
      presence: { minutes: 1 },
      reasonRequiredIn: ['staging'],
      approvals: [{}],
      automations: [
        { subject: 'plugin:x', operations: ['*'], environments: ['*'] },
      ],
      rules: { default: { stormGuardPercent: 7 } },
    });
    expect(settings).toMatchObject({
      maxReplicas: 5,
      maxRunningPerCluster: 2,
      presenceMs: 60_000,
    });
    expect(settings.isReasonRequired('staging')).toBe(true);
    expect(settings.isReasonRequired('prod')).toBe(false);
    expect(settings.automations.knows('plugin:x')).toBe(true);
    expect(settings.rules.for('dev').stormGuardPercent).toBe(7);
  });

  it.each<[string, JsonObject]>([
    ['maxReplicas', { maxReplicas: 'many' }],
    ['maxReplicas', { maxReplicas: 0 }],
    ['maxRunningPerCluster', { maxRunningPerCluster: 0 }],
    ['maxRunningPerCluster', { maxRunningPerCluster: 1.5 }],
    ['presence', { presence: 'long' }],
    ['reasonRequiredIn', { reasonRequiredIn: 'prod' }],
    [
      'healthyFloorPercent',
      { rules: { default: { healthyFloorPercent: 101 } } },
    ],
  ])('says at the start that %s is wrong', (name, config) => {
    expect(() => settingsOf(config)).toThrow(new RegExp(name));
  });
});
