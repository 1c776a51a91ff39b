import { mockServices } from '@backstage/backend-test-utils';
import type { JsonObject } from '@backstage/types';
import { escalationOf } from './escalationOf';
import { NoticeSettings } from './NoticeSettings';
import { routeFor } from './Route';

const read = (notifications?: JsonObject) =>
  NoticeSettings.fromConfig(
    mockServices.rootConfig({
      data: {
        groundcrew: { faults: notifications ? { notifications } : {} },
      },
    }),
  );
const rotation = {
  users: ['user:default/omar'],
  timeZone: 'Europe/Berlin',
  handover: { weekday: 'wed', time: '09:00' },
};
const MINUTE = 60_000;
const incident = {
  severity: 'P1' as const,
  environment: 'prod',
  cluster: 'prod-eu',
  entities: ['component:default/cart'],
  owners: ['group:default/checkout'],
  fault: 'image-missing',
  category: 'startup' as const,
};

describe('NoticeSettings', () => {
  it('tells the owner, of what is urgent at once, where nothing is configured', () => {
    const settings = read();
    expect(settings.routes).toEqual([
      {
        name: 'urgent',
        match: { severities: ['P0', 'P1'] },
        recipients: ['owner'],
        escalateTo: [],
      },
      {
        name: 'others',
        match: {},
        recipients: ['owner'],
        healFirst: { withinMs: 5 * MINUTE, whenHealed: 'quiet' },
        escalateTo: [],
      },
    ]);
    expect(settings).toMatchObject({
      fallback: [],
      timing: { mergeMs: 10 * MINUTE, gatherMs: 2_000, graceMs: 10_000 },
      storm: { incidents: 10, withinMs: 5 * MINUTE },
      keepMs: 400 * 24 * 60 * MINUTE,
      needsOwners: false,
    });
  });

  it('takes routes, rotations, and how long things take', () => {
    const settings = read({
      fallback: ['Group:default/Platform'],
      mergeWithin: '5m',
      gather: { seconds: 1 },
      grace: { seconds: 3 },
      keepFor: { days: 1 },
      storm: { incidents: 5, within: '1m' },
      onCall: {
        platform: rotation,
        other: {
          ...rotation,
          handover: { time: '08:30' },
          days: 1,
          from: '2026-01-01',
        },
      },
      routes: [
        {
          name: 'low',
          match: {
            severities: ['P3'],
            owners: ['group:default/checkout'],
          },
          recipients: ['owner', 'oncall:platform'],
          calendar: { timeZone: 'Europe/Berlin', from: '09:00', to: '24:00' },
          healFirst: { within: { seconds: 90 }, whenHealed: 'none' },
          escalate: [
            { afterMinutes: 0.5, recipients: ['oncall:other'] },
            { afterMinutes: 60, recipients: ['group:default/platform'] },
          ],
        },
        { recipients: [] },
      ],
    });
    expect(settings.routes).toEqual([
      {
        name: 'low',
        match: { severities: ['P3'], owners: ['group:default/checkout'] },
        recipients: ['owner', 'oncall:platform'],
        calendar: {
          timeZone: 'Europe/Berlin',
          days: new Set([1, 2, 3, 4, 5]),
          fromMinute: 540,
          toMinute: 1_440,
        },
        healFirst: { withinMs: 90_000, whenHealed: 'none' },
        escalate: [
          { afterMs: 30_000, recipients: ['oncall:other'] },
          { afterMs: 60 * MINUTE, recipients: ['group:default/platform'] },
        ],
        escalateTo: [['group:default/platform']],
      },
      {
        name: 'route 2',
        match: {},
        recipients: [],
        escalateTo: [['group:default/platform']],
      },
    ]);
    expect(settings.needsOwners).toBe(true);
    expect([...settings.onCall.values()]).toEqual([
      {
        name: 'platform',
        users: ['user:default/omar'],
        timeZone: 'Europe/Berlin',
        days: 7,
        // The first Wednesday after the first Monday.
        startsAt: '2024-01-03T09:00',
      },
      {
        name: 'other',
        users: ['user:default/omar'],
        timeZone: 'Europe/Berlin',
        days: 1,
        startsAt: '2026-01-01T08:30',
      },
    ]);
    expect(settings).toMatchObject({
      fallback: ['group:default/platform'],
      timing: { mergeMs: 5 * MINUTE, gatherMs: 1_000, graceMs: 3_000 },
      storm: { incidents: 5, withinMs: MINUTE },
    });
  });

  it('escalates to who is on call, then to the fallback, where routes do not say', () => {
    const { routes } = read({
      onCall: { default: rotation, other: rotation },
      fallback: ['group:default/platform'],
    });
    expect(escalationOf(routes[0], 'P0')).toEqual([
      { afterMs: 15 * MINUTE, recipients: ['oncall:default'] },
      { afterMs: 30 * MINUTE, recipients: ['group:default/platform'] },
    ]);
    const times = (['P0', 'P1', 'P2', 'P3'] as const).map(severity =>
      escalationOf(read().routes[0], severity).map(({ afterMs }) => afterMs),
    );
    expect(times).toEqual([[15 * MINUTE], [30 * MINUTE], [120 * MINUTE], []]);
    expect(read({ onCall: { night: rotation } }).routes[0].escalateTo).toEqual([
      ['oncall:night'],
    ]);
    expect(
      read({ onCall: { night: rotation, day: rotation } }).routes[0].escalateTo,
    ).toEqual([]);
  });

  const owner = { recipients: ['owner'] };
  it.each<[string, JsonObject, RegExp]>([
    ['no list', { routes: {} }, /routes: Expected array/],
    [
      'a field that there is not',
      { routes: [{ ...owner, heelFirst: {} }] },
      /routes\[0\]: Unrecognized key/,
    ],
    [
      'a severity that there is not',
      { routes: [{ ...owner, match: { severities: ['P9'] } }] },
      /routes\[0\]\.match\.severities\[0\]: Invalid enum value/,
    ],
    [
      'a recipient that is none',
      { routes: [{ recipients: ['checkout'] }] },
      /routes\[0\]\.recipients\[0\]: has to be 'owner', an entity reference/,
    ],
    [
      'a rotation that there is not',
      { routes: [{ recipients: ['oncall:night'] }] },
      /routes\[0\]\.recipients: there is no rotation 'night'/,
    ],
    [
      'one to escalate to',
      {
        routes: [
          {
            ...owner,
            escalate: [{ afterMinutes: 1, recipients: ['oncall:night'] }],
          },
        ],
      },
      /routes\[0\]\.escalate\[0\]\.recipients: there is no rotation/,
    ],
    [
      'steps in no order',
      {
        routes: [
          {
            ...owner,
            escalate: [
              { afterMinutes: 5, ...owner },
              { afterMinutes: 5, ...owner },
            ],
          },
        ],
      },
      /routes\[0\]\.escalate\[1\]\.afterMinutes: has to be later/,
    ],
    [
      'nobody, and others after them',
      {
        routes: [{ recipients: [], escalate: [{ afterMinutes: 5, ...owner }] }],
      },
      /routes\[0\]: nobody is told by it/,
    ],
    [
      'a time zone that there is not',
      {
        routes: [
          {
            ...owner,
            calendar: { timeZone: 'Mars', from: '09:00', to: '17:00' },
          },
        ],
      },
      /routes\[0\]\.calendar\.timeZone: is no time zone/,
    ],
    [
      'a time that there is not',
      {
        routes: [
          { ...owner, calendar: { timeZone: 'UTC', from: '9', to: '17:00' } },
        ],
      },
      /calendar\.from: has to be a time/,
    ],
    [
      'a day that ends before it begins',
      {
        routes: [
          {
            ...owner,
            calendar: { timeZone: 'UTC', from: '17:00', to: '09:00' },
          },
        ],
      },
      /calendar: has to end after it begins/,
    ],
    [
      'no duration',
      { routes: [{ ...owner, healFirst: { within: { lightyears: 5 } } }] },
      /routes\[0\]\.healFirst\.within: has to be a duration/,
    ],
    [
      'a route that is never asked',
      {
        routes: [
          { ...owner, match: { environments: ['prod', 'test'] } },
          {
            ...owner,
            match: { environments: ['prod'], severities: ['P1'] },
          },
        ],
      },
      /routes\[1\] is never asked: .*routes\[0\] is for everything/,
    ],
    [
      'one name for two',
      {
        routes: [
          { ...owner, name: 'a', match: { clusters: ['one'] } },
          { ...owner, name: 'a' },
        ],
      },
      /routes\[1\]\.name: 'a' is the name of .*routes\[0\]/,
    ],
    ['the owner instead of the owner', { fallback: ['owner'] }, /fallback/],
    ['few as many', { storm: { incidents: 1 } }, /storm\.incidents/],
    [
      'somebody on call who is no user',
      { onCall: { night: { ...rotation, users: ['group:default/x'] } } },
      /onCall\.night\.users\[0\]: has to be a user/,
    ],
    [
      'a day that there is not',
      { onCall: { night: { ...rotation, from: '2026-02-31' } } },
      /onCall\.night\.from: there is no day/,
    ],
    [
      'a beginning on another day',
      { onCall: { night: { ...rotation, from: '2026-01-05' } } },
      /onCall\.night: 2026-01-05 is no wed/,
    ],
    [
      'weeks that are none',
      { onCall: { night: { ...rotation, days: 5 } } },
      /same day of the week every 5 days/,
    ],
  ])('refuses %s', (_, notifications, message) => {
    expect(() => read(notifications)).toThrow(message);
  });
});

describe('routeFor', () => {
  it.each([
    [{}, true],
    [{ severities: ['P0', 'P1'] }, true],
    [{ severities: ['P0'] }, false],
    [{ environments: ['prod'] }, true],
    [{ environments: ['dev'] }, false],
    [{ clusters: ['prod-us'] }, false],
    [{ entities: ['component:default/cart'] }, true],
    [{ entities: ['component:default/emails'] }, false],
    [{ owners: ['group:default/checkout'] }, true],
    [{ owners: ['group:default/platform'] }, false],
    [{ faults: ['image-missing'] }, true],
    [{ faults: ['other'] }, false],
    [{ categories: ['startup'], environments: ['prod'] }, true],
    [{ categories: ['routing'] }, false],
  ] as const)('asks %p: %p', (match, isFor) => {
    expect(routeFor([{ match }], incident) !== undefined).toBe(isFor);
  });
});
