import type { IncidentRecord } from './IncidentRecord';
import { responding } from './responding';

const incident = (changes: Partial<IncidentRecord>) =>
  ({ id: 1, phase: 'open', ...changes } as IncidentRecord);

describe('responding', () => {
  it.each<[string, Partial<IncidentRecord>, boolean, string]>([
    ['begins', { phase: 'open' }, true, 'healing'],
    ['begins where a person is', { phase: 'acknowledged' }, true, 'healing'],
    ['goes on', { phase: 'healing' }, true, 'healing'],
    ['hands over to anybody', { phase: 'healing' }, false, 'open'],
    [
      'hands over to whoever has it',
      { phase: 'healing', acknowledgedAt: 5 },
      false,
      'acknowledged',
    ],
    ['comes too late', { phase: 'resolved' }, true, 'resolved'],
    ['ends with the incident', { phase: 'resolved' }, false, 'resolved'],
  ])('%s', (_, changes, isHealing, phase) => {
    const before = incident(changes);
    const line = { message: 'rolled back', isHealing };
    expect(responding(before, line, 7)).toEqual({
      record: { ...before, phase },
      entries: [{ at: 7, kind: 'healing', message: 'rolled back' }],
    });
  });

  it.each(['open', 'healing', 'acknowledged', 'resolved'] as const)(
    'only writes the line of who was told, while it is %s',
    phase => {
      const before = incident({ phase, acknowledgedAt: 5 });
      expect(responding(before, { message: 'Told olivia' }, 7)).toEqual({
        record: before,
        entries: [{ at: 7, kind: 'told', message: 'Told olivia' }],
      });
    },
  );
});
