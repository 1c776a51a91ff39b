import type { IncidentCommand } from '@groundcrew/plugin-faults-common';
import { exampleIncident } from './__testUtils__/exampleIncident';
import type { IncidentRecord } from './IncidentRecord';
import { obey } from './obey';

const by = { actor: 'user:default/dana', now: 9_000 };

const incident = (changes: Partial<IncidentRecord> = {}): IncidentRecord => ({
  ...exampleIncident(),
  id: 7,
  revision: 3,
  ...changes,
});

const resolved: Partial<IncidentRecord> = {
  phase: 'resolved',
  resolvedAt: 5_000,
};

describe('obey', () => {
  it.each<
    [string, Partial<IncidentRecord>, IncidentCommand, object, string | RegExp]
  >([
    [
      'takes it on',
      {},
      { command: 'acknowledge' },
      {
        phase: 'acknowledged',
        acknowledgedAt: 9_000,
        acknowledgedBy: 'user:default/dana',
        assignee: 'user:default/dana',
      },
      /looks after it/,
    ],
    [
      'adds to who answered first, and stays healing',
      {
        phase: 'healing',
        acknowledgedAt: 2_000,
        acknowledgedBy: 'user:default/omar',
        assignee: 'group:default/shop',
      },
      { command: 'acknowledge', note: 'me, too' },
      {
        phase: 'healing',
        acknowledgedAt: 2_000,
        acknowledgedBy: 'user:default/omar',
        assignee: 'group:default/shop',
      },
      'me, too',
    ],
    [
      'gives it to somebody',
      {},
      { command: 'assign', assignee: 'group:default/shop' },
      { assignee: 'group:default/shop', phase: 'open' },
      /group:default\/shop/,
    ],
    [
      'takes it from somebody',
      { assignee: 'group:default/shop' },
      { command: 'assign' },
      { assignee: undefined },
      /nobody/,
    ],
    [
      'notes also what is learnt later',
      resolved,
      { command: 'note', note: 'it was the disk' },
      { phase: 'resolved' },
      'it was the disk',
    ],
    [
      'ends it while the cause is there',
      {},
      { command: 'resolve', note: 'we know' },
      {
        phase: 'resolved',
        resolvedAt: 9_000,
        resolution: 'by-hand',
        causeStands: true,
      },
      'we know',
    ],
    [
      'ends it when the cause is gone',
      { recoveringSince: 8_000 },
      { command: 'resolve', note: 'mended' },
      { causeStands: undefined, recoveringSince: undefined },
      'mended',
    ],
    [
      'opens it again, until somebody ends it',
      { ...resolved, causeStands: true },
      { command: 'reopen', note: 'it is not over' },
      {
        phase: 'acknowledged',
        resolvedAt: undefined,
        keptOpen: true,
        reopened: 1,
      },
      'it is not over',
    ],
  ])('%s', (_, before, command, after, message) => {
    const written = obey(incident(before), command, by)!;
    expect(written.record).toMatchObject({ id: 7, revision: 3, ...after });
    expect(written.entries).toEqual([
      {
        at: 9_000,
        actor: 'user:default/dana',
        kind: expect.any(String),
        message: expect.stringMatching(message),
      },
    ]);
  });

  it.each<[string, Partial<IncidentRecord>, IncidentCommand]>([
    [
      'has been acknowledged',
      { acknowledgedAt: 1 },
      { command: 'acknowledge' },
    ],
    ['is nobody’s', {}, { command: 'assign' }],
    ['is open', {}, { command: 'reopen', note: 'again' }],
  ])('does nothing where it %s already', (_, before, command) => {
    expect(obey(incident(before), command, by)).toBeUndefined();
  });

  it.each<[string, Partial<IncidentRecord>, IncidentCommand, RegExp]>([
    [
      'take on what is over',
      resolved,
      { command: 'acknowledge' },
      /reopen it first/,
    ],
    [
      'end what is over',
      resolved,
      { command: 'resolve', note: 'done' },
      /reopen it first/,
    ],
    [
      'reopen a part of another one',
      { ...resolved, mergedInto: 4 },
      { command: 'reopen', note: 'again' },
      /part of incident 4/,
    ],
  ])('does not %s', (_, before, command, message) => {
    expect(() => obey(incident(before), command, by)).toThrow(message);
  });
});
