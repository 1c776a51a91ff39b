import type { IncidentSummary } from '@groundcrew/plugin-faults-common';
import { incidentSummary, objectRef } from '../../__fixtures__';
import { timelineRows } from './timelineRows';

const HOUR_MS = 60 * 60_000;
const at = (hour: number) => new Date(hour * HOUR_MS).toISOString();
const incident = (
  id: number,
  from: number,
  to?: number,
  cluster = 'prod',
): IncidentSummary =>
  incidentSummary({
    id,
    environment: cluster,
    object: objectRef({ cluster }),
    openedAt: at(from),
    resolvedAt: to === undefined ? undefined : at(to),
  });

const rows = (...incidents: IncidentSummary[]) =>
  timelineRows(incidents, 100 * HOUR_MS, 200 * HOUR_MS).map(
    ({ cluster, lanes }) => [
      cluster,
      lanes.map(lane => lane.map(({ incident: { id } }) => id)),
    ],
  );

describe('timelineRows', () => {
  it('has a row for each cluster, and lanes in which nothing overlaps', () => {
    expect(
      rows(
        incident(3, 150, 160),
        incident(1, 110, 130),
        incident(2, 120),
        incident(4, 140, 150, 'dev'),
        incident(5, 140, 150, 'staging'),
      ),
    ).toEqual([
      ['dev', [[4]]],
      ['staging', [[5]]],
      ['prod', [[1, 3], [2]]],
    ]);
  });

  it('leaves out what is over before, or begins after', () => {
    expect(rows(incident(1, 50, 99), incident(2, 201))).toEqual([]);
  });

  it.each([
    ['what began before', incident(1, 50, 150), 0, 0.5],
    ['what goes on', incident(1, 150), 0.5, 1],
    ['what was short', incident(1, 150, 150.1), 0.5, 0.525],
    ['what has only just begun', incident(1, 199.99), 0.975, 1],
  ])('cuts %s to what is drawn', (_, one, start, end) => {
    const [{ lanes }] = timelineRows([one], 100 * HOUR_MS, 200 * HOUR_MS);
    expect(lanes[0][0].start).toBeCloseTo(start);
    expect(lanes[0][0].end).toBeCloseTo(end);
  });
});
