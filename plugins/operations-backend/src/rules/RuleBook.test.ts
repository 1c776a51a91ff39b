import { ConfigReader } from '@backstage/config';
import type { JsonObject } from '@backstage/types';
import { RuleBook } from './RuleBook';

const bookOf = (config: JsonObject) =>
  RuleBook.fromConfig(new ConfigReader(config));

describe('RuleBook', () => {
  it('has rules without config, and stricter ones in prod', () => {
    const book = RuleBook.fromConfig(undefined);
    expect(book.for('dev')).toMatchObject({
      ratePerTarget: { users: 30, automations: 3 },
      cooldownMs: { users: 0, automations: 300_000 },
      healthyFloorPercent: 0,
      stormGuardPercent: 30,
      freezeWindows: [],
    });
    expect(book.for('prod').healthyFloorPercent).toBe(50);
    expect(book.for(undefined).healthyFloorPercent).toBe(0);
  });

  it('takes what an environment says before what is said for all', () => {
    const book = bookOf({
      rules: {
        default: {
          healthyFloorPercent: 20,
          cooldown: { users: '10s', automations: { minutes: 2 } },
        },
        environments: { prod: { healthyFloorPercent: 80 } },
      },
    });
    expect(book.for('dev')).toMatchObject({
      healthyFloorPercent: 20,
      cooldownMs: { users: 10_000, automations: 120_000 },
      stormGuardPercent: 30,
    });
    expect(book.for('prod')).toMatchObject({
      healthyFloorPercent: 80,
      cooldownMs: { users: 10_000, automations: 120_000 },
    });
    expect(book.for('dev')).toBe(book.for('dev'));
  });

  it.each(['eu-1', '2', 'prod.eu', 'Prod_EU', 'constructor'])(
    'knows what holds in %s, a label that is no key of config',
    environment => {
      const rules = {
        environments: { [environment]: { stormGuardPercent: 5 } },
      };
      expect(bookOf({ rules }).for(environment).stormGuardPercent).toBe(5);
      const others = bookOf({ rules: { environments: { prod: {} } } });
      expect(others.for(environment).stormGuardPercent).toBe(30);
    },
  );

  it('freezes the environments that a window names, or all', () => {
    const book = bookOf({
      freezeWindows: [
        {
          title: 'weekend',
          environments: ['prod'],
          days: ['fri', 'Saturday'],
          from: '17:00',
          to: '08:00',
          timezone: 'Europe/Berlin',
        },
        {
          title: 'sale',
          from: '2026-11-27T00:00:00+01:00',
          to: '2026-11-28T00:00:00+01:00',
        },
      ],
    });
    expect(book.for('dev').freezeWindows).toMatchObject([
      {
        title: 'sale',
        period: { type: 'once', from: new Date('2026-11-26T23:00:00Z') },
      },
    ]);
    expect(book.for('prod').freezeWindows).toMatchObject([
      {
        title: 'weekend',
        period: {
          type: 'weekly',
          days: [5, 6],
          from: '17:00',
          to: '08:00',
          timezone: 'Europe/Berlin',
        },
      },
      { title: 'sale' },
    ]);
  });

  const weekly = { title: 'w', days: ['fri'], from: '17:00', to: '08:00' };
  it.each<[string, JsonObject, RegExp]>([
    [
      'an unknown day',
      { freezeWindows: [{ ...weekly, days: ['someday'] }] },
      /'w' names 'someday', which is no day/,
    ],
    [
      'a time that is none',
      { freezeWindows: [{ ...weekly, from: '25:00' }] },
      /'w' has a from that is not like 17:00/,
    ],
    [
      'an unknown time zone',
      { freezeWindows: [{ ...weekly, timezone: 'Mars/Olympus' }] },
      /unknown time zone 'Mars\/Olympus'/,
    ],
    [
      'a date that is none',
      { freezeWindows: [{ title: 'w', from: 'soon', to: '2026-11-28' }] },
      /a from that is no time in ISO 8601/,
    ],
    [
      'a window that ends before it begins',
      {
        freezeWindows: [
          {
            title: 'w',
            from: '2026-11-28T00:00:00Z',
            to: '2026-11-27T00:00:00Z',
          },
        ],
      },
      /'w' ends before it begins/,
    ],
    [
      'a limit for people alone',
      { rules: { default: { ratePerTarget: { users: 3 } } } },
      /ratePerTarget\.automations/,
    ],
    [
      'a cooldown that is no duration',
      {
        rules: {
          environments: {
            prod: { cooldown: { users: 'soon', automations: '5m' } },
          },
        },
      },
      /cooldown\.users/,
    ],
    [
      'more than all pods',
      { rules: { default: { healthyFloorPercent: 150 } } },
      /healthyFloorPercent.*150/,
    ],
    [
      'less than none',
      { rules: { default: { stormGuardPercent: -1 } } },
      /stormGuardPercent.*-1/,
    ],
  ])('says at the start that config has %s', (_, config, message) => {
    expect(() => bookOf(config)).toThrow(message);
  });
});
