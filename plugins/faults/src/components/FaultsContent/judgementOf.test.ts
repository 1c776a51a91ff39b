import type { FaultsView } from '@groundcrew/plugin-faults-common';
import { faultsView, incidentSummary, latentCause } from '../../__fixtures__';
import { judgementOf } from './judgementOf';

const stale = (observedAt?: string): FaultsView['clusters'] => [
  {
    cluster: 'prod',
    freshness: {
      observedAt,
      stale: { reason: 'refused', since: '2026-01-01T00:00:00.000Z' },
    },
    unknownKinds: [],
  },
];
const found = latentCause({ verdict: 'cause' });
const recovering = incidentSummary({
  id: 6,
  recoveringSince: '2026-01-01T00:00:00Z',
});
const muted = incidentSummary({ id: 8, mutedUntil: '2030-01-01T00:00:00Z' });

describe('judgementOf', () => {
  it.each<[string, FaultsView, object]>([
    [
      'nothing that is wrong',
      faultsView(),
      { is: 'well', places: ['dev', 'staging', 'prod'] },
    ],
    [
      'what is only worth mending',
      faultsView({ causes: [latentCause()] }),
      { is: 'well', places: ['dev', 'staging', 'prod'] },
    ],
    // Never well where nobody looks.
    [
      'a cluster that is out of date',
      faultsView({ clusters: stale('2026') }),
      { is: 'unknown' },
    ],
    ['no cluster', faultsView({ clusters: [] }), { is: 'unknown' }],
    [
      'a cluster of several that is out of date',
      faultsView({
        clusters: [...faultsView().clusters.slice(0, 2), ...stale()],
      }),
      { is: 'well', places: ['dev', 'staging'] },
    ],
    // Something is wrong there, and may not be seen.
    ['what is hidden', faultsView({ hidden: 1 }), { is: 'unknown' }],
    [
      'incidents',
      faultsView({ incidents: [incidentSummary()], causes: [found] }),
      { is: 'incidents', count: 1, areMuted: false, worst: { id: 7 } },
    ],
    [
      'incidents of which the worst is muted',
      faultsView({ incidents: [muted, incidentSummary()] }),
      { is: 'incidents', count: 1, areMuted: false, worst: { id: 7 } },
    ],
    [
      'incidents all of which are muted',
      faultsView({ incidents: [muted] }),
      { is: 'incidents', count: 1, areMuted: true, worst: { id: 8 } },
    ],
    [
      'incidents of which the worst is recovering',
      faultsView({ incidents: [recovering, incidentSummary()] }),
      { is: 'incidents', count: 1, areRecovering: false, worst: { id: 7 } },
    ],
    [
      'incidents all of which are recovering',
      faultsView({ incidents: [recovering] }),
      { is: 'incidents', count: 1, areRecovering: true, worst: { id: 6 } },
    ],
    [
      'what was found just now',
      faultsView({ causes: [latentCause(), found] }),
      { is: 'just-found', count: 1, surest: found },
    ],
    [
      'what an incident that may not be seen tells of',
      faultsView({ causes: [{ ...found, incidentId: 7 }] }),
      { is: 'well' },
    ],
  ])('judges %s', (_, view, expected) => {
    expect(judgementOf(view)).toMatchObject(expected);
  });
});
