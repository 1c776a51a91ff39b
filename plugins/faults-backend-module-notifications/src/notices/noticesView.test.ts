import { exampleIncident } from '../__testUtils__/exampleIncident';
import {
  delivered,
  exampleRecord,
  seenAt,
} from '../__testUtils__/exampleObservation';
import { advanceNotice } from './advanceNotice';
import { newRecord } from './NoticeRecord';
import { noticesView } from './noticesView';
import { subjectOfIncident } from './subjectOfIncident';
import { tellingOf } from './tellingOf';

const told = (record = exampleRecord(), now = 10_000) =>
  advanceNotice({ ...record, seenAt: 0 }, seenAt(now)).record;

describe('noticesView', () => {
  it('shows what is being sent, what could not be, and what was', () => {
    const [sending] = noticesView(told()).notices;
    expect(sending).toEqual({
      at: '1970-01-01T00:00:10.000Z',
      reason: 'opened',
      message: 'It is P1.',
      route: 'prod',
      severity: 'P1',
      recipients: [],
      missing: [],
    });
    const record = delivered(told(), 11_000);
    expect(noticesView(record)).toMatchObject({
      state: 'told',
      route: 'prod',
      next: { kind: 'escalate', at: '1970-01-01T00:15:10.000Z' },
      notices: [
        {
          sentAt: '1970-01-01T00:00:11.000Z',
          recipients: ['group:default/checkout'],
        },
      ],
    });
    const failed = {
      ...record,
      entries: [{ ...told().entries[0], failure: 'It is tried again.' }],
    };
    expect(noticesView(failed).notices[0].failure).toBe('It is tried again.');
  });

  it('shows of what is told with others what those are told, while it lasts', () => {
    const members = {
      startedAt: 1_000,
      lastOpenedAt: 2_000,
      members: [7, 8, 9],
      isClosed: false,
    };
    const storm = delivered(
      told(newRecord('prod', { storm: members })),
      11_000,
    );
    const seen = seenAt(1, { toldWith: storm.key });
    const member = advanceNotice(exampleRecord(), seen).record;
    expect(noticesView(member, storm)).toMatchObject({
      state: 'storm',
      reason: expect.stringMatching(/told as one/),
      route: 'prod',
      next: { kind: 'escalate' },
      notices: [{ reason: 'opened' }],
      storm: { startedAt: '1970-01-01T00:00:01.000Z', incidents: 3 },
    });
    const end = seenAt(2, { toldWith: storm.key, end: 'recovered' });
    const view = noticesView(advanceNotice(member, end).record, storm);
    expect(view).toMatchObject({ state: 'over', notices: [{}] });
    expect(view.next).toBeUndefined();
  });
});

describe('tellingOf', () => {
  it('says who was told, and who was not', () => {
    const missing = [{ recipient: 'group:a/b', why: 'It has no members.' }];
    const message = 'It is P1.';
    expect(tellingOf({ message })).toBe('Nobody could be told. It is P1.');
    expect(
      tellingOf({ message, resolved: { recipients: [], users: [], missing } }),
    ).toBe('Nobody could be told: group:a/b (It has no members.). It is P1.');
    expect(
      tellingOf({
        message,
        resolved: { recipients: ['user:a/b', 'user:a/c'], users: [], missing },
      }),
    ).toBe(
      'Told user:a/b, user:a/c: It is P1. Not told: group:a/b (It has no members.)',
    );
  });
});

describe('subjectOfIncident', () => {
  it.each<[string, Parameters<typeof exampleIncident>[0], object]>([
    ['open', {}, { severity: 'P2', size: 1, isHealing: false }],
    ['healing', { phase: 'healing' }, { isHealing: true }],
    ['recovering', { recoveringSince: 1 }, { isRecovering: true }],
    ['muted', { mutedUntil: 5 }, { mutedUntil: 5 }],
    ['assigned', { assignee: 'user:a/b' }, { answeredBy: 'user:a/b' }],
    ['acknowledged', { acknowledgedAt: 1 }, { answeredBy: 'somebody' }],
    [
      'over',
      { phase: 'resolved', resolution: 'recovered' },
      { end: 'recovered' },
    ],
    [
      'ended by hand',
      { phase: 'resolved', resolution: 'by-hand' },
      { end: 'other' },
    ],
    [
      'a part of another one',
      { phase: 'resolved', mergedInto: 9 },
      { end: 'part-of-another' },
    ],
  ])('knows what is %s', (_, changes, subject) => {
    expect(subjectOfIncident(exampleIncident(changes), {})).toMatchObject(
      subject,
    );
  });
});
