import type { Health } from '@groundcrew/plugin-faults-common';
import fc from 'fast-check';
import { coarsen, healthTimeline } from './healthTimeline';
import { reliabilityOf, type ReliabilityInput } from './reliabilityOf';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const NOW = Date.parse('2026-11-22T12:00:00Z');
const FROM = NOW - 10 * DAY;

const at = (time: number) => new Date(time).toISOString();

type Spans = ReliabilityInput['spans'];

/** One workload in a cluster that is looked at all the time, and was always up but for what is given. */
function input(changes: Partial<ReliabilityInput> = {}): ReliabilityInput {
  return {
    spans: [{ cluster: 'a', health: 'up', from: FROM - DAY }],
    observed: [{ cluster: 'a', from: FROM - DAY, to: NOW }],
    clusters: ['a'],
    incidents: [],
    objective: 0.999,
    from: FROM,
    to: NOW,
    ...changes,
  };
}

/** Up, but for one stretch. */
const upBut = (
  health: 'down' | 'degraded' | 'idle',
  from: number,
  to: number,
) =>
  [
    { cluster: 'a', health: 'up', from: FROM - DAY, to: from },
    { cluster: 'a', health, from, to },
    { cluster: 'a', health: 'up', from: to },
  ] satisfies Spans;

describe('reliabilityOf', () => {
  it('is available where it was up for all of the time', () => {
    expect(reliabilityOf(input())).toEqual({
      observedMs: 10 * DAY,
      downMs: 0,
      degradedMs: 0,
      availability: 1,
      slo: {
        objective: 0.999,
        budgetMs: expect.closeTo(14.4 * MINUTE),
        budgetLeft: 1,
        burnRate: 0,
      },
      incidents: 0,
      mttrMs: undefined,
      mtbfMs: undefined,
      spans: [{ health: 'up', from: at(FROM), to: at(NOW) }],
    });
  });

  it.each<[string, Partial<ReliabilityInput>, object]>([
    [
      'counts what it was down, in the last hour more than all',
      { spans: upBut('down', NOW - 30 * MINUTE, NOW - 12 * MINUTE) },
      {
        downMs: 18 * MINUTE,
        availability: expect.closeTo(1 - 18 / (10 * 24 * 60)),
        slo: {
          budgetLeft: expect.closeTo(1 - 18 / 14.4),
          burnRate: expect.closeTo(300),
        },
      },
    ],
    [
      'serves while it is degraded',
      { spans: upBut('degraded', NOW - 3 * DAY, NOW - 2 * DAY) },
      { downMs: 0, degradedMs: DAY, availability: 1 },
    ],
    [
      'is not wanted while it is idle',
      {
        spans: [
          ...upBut('idle', FROM, NOW - DAY),
          { cluster: 'a', health: 'down', from: NOW - 12 * HOUR },
        ],
      },
      { observedMs: 10 * DAY, availability: 0.5 },
    ],
    [
      'knows nothing of time in which nobody looked',
      {
        spans: [{ cluster: 'a', health: 'down', from: FROM }],
        observed: [
          { cluster: 'a', from: FROM, to: FROM + DAY },
          { cluster: 'a', from: FROM + DAY - HOUR, to: FROM + 2 * DAY },
          { cluster: 'b', from: FROM, to: NOW },
        ],
      },
      {
        observedMs: 2 * DAY,
        downMs: 2 * DAY,
        availability: 0,
        slo: { burnRate: undefined },
      },
    ],
    [
      'says nothing where nobody looked at all',
      { observed: [] },
      { observedMs: 0, availability: undefined, slo: { budgetLeft: 1 } },
    ],
    [
      'knows nothing of the time before what is whole',
      { knownFrom: NOW - DAY },
      { observedMs: DAY, availability: 1 },
    ],
    [
      'is as bad as the worst of several',
      {
        spans: [
          ...upBut('down', NOW - 4 * DAY, NOW - 3 * DAY),
          ...upBut('degraded', NOW - 5 * DAY, NOW - 2 * DAY),
        ],
      },
      { downMs: DAY, degradedMs: 2 * DAY },
    ],
    [
      'does not know of the whole while one of its clusters is not looked at, unless the other is down',
      {
        clusters: ['a', 'b'],
        observed: [{ cluster: 'a', from: FROM, to: NOW }],
        spans: upBut('down', NOW - DAY, NOW - DAY / 2),
      },
      { observedMs: DAY / 2, downMs: DAY / 2 },
    ],
  ])('%s', (_, changes, figures) => {
    expect(reliabilityOf(input(changes))).toMatchObject(figures);
  });

  it('counts incidents that were not merged into others', () => {
    const figures = reliabilityOf(
      input({
        incidents: [
          { openedAt: at(NOW - 5 * DAY), resolvedAt: at(NOW - 4 * DAY) },
          // Begins while the other one goes on: the time of both counts once.
          {
            openedAt: at(NOW - 4.5 * DAY),
            resolvedAt: at(NOW - 4.5 * DAY + 2 * HOUR),
          },
          { openedAt: at(NOW - DAY) },
          {
            openedAt: at(NOW - 3 * DAY),
            resolvedAt: at(NOW - 2 * DAY),
            resolution: 'merged',
            mergedInto: 4,
          },
          {
            openedAt: at(NOW - 4.2 * DAY),
            resolvedAt: at(NOW - 4.1 * DAY),
            resolution: 'unlinked',
          },
          { openedAt: at(FROM - 2 * DAY), resolvedAt: at(FROM - DAY) },
        ],
      }),
    );
    expect(figures).toMatchObject({
      incidents: 4,
      mttrMs: 13 * HOUR,
      mtbfMs: expect.closeTo((8 * DAY) / 4),
    });
  });

  it('calls nothing a mean time between failures that was seen for minutes', () => {
    const seenFor = (ms: number) =>
      reliabilityOf(
        input({
          observed: [{ cluster: 'a', from: NOW - ms, to: NOW }],
          incidents: [{ openedAt: at(NOW - 10 * MINUTE), resolvedAt: at(NOW) }],
        }),
      ).mtbfMs;
    expect(seenFor(60 * MINUTE)).toBeUndefined();
    expect(seenFor(70 * MINUTE)).toBe(HOUR);
  });

  it('shows what happened in order, and no more than a page can', () => {
    const flapping = Array.from({ length: 4_000 }, (_, index) => ({
      cluster: 'a',
      health: index % 2 === 0 ? ('up' as const) : ('down' as const),
      from: FROM + index * MINUTE,
      to: FROM + (index + 1) * MINUTE,
    }));
    const { downMs, spans } = reliabilityOf(input({ spans: flapping }));
    expect(downMs).toBe(2_000 * MINUTE);
    expect(spans.length).toBeLessThanOrEqual(500);
    expect(spans[0]).toMatchObject({ from: at(FROM), health: 'down' });
    expect(spans.at(-1)).toMatchObject({ to: at(NOW), health: 'unknown' });
  });

  describe('whatever was written down', () => {
    const time = fc.integer({ min: FROM - DAY, max: NOW + HOUR });
    const cluster = fc.constantFrom('a', 'b');
    const interval = fc.tuple(time, time).map(([one, other]) => ({
      from: Math.min(one, other),
      to: Math.max(one, other),
    }));
    const spans = fc.array(
      fc
        .record({
          cluster,
          interval,
          lasts: fc.boolean(),
          health: fc.constantFrom<'up' | 'down' | 'degraded' | 'idle'>(
            'up',
            'down',
            'degraded',
            'idle',
          ),
        })
        .map(({ interval: { from, to }, lasts, ...same }) => ({
          ...same,
          from,
          to: lasts ? undefined : to,
        })),
      { maxLength: 12 },
    );
    const observed = fc.array(
      fc
        .record({ cluster, interval })
        .map(({ interval: one, ...same }) => ({ ...same, ...one })),
      { maxLength: 6 },
    );
    const incidents = fc.array(
      interval.map(({ from, to }) => ({
        openedAt: at(from),
        resolvedAt: at(to),
      })),
      { maxLength: 5 },
    );
    const any = fc
      .record({
        spans,
        observed,
        incidents,
        objective: fc.double({ min: 0.5, max: 0.9999, noNaN: true }),
      })
      .map(one => input({ ...one, clusters: ['a', 'b'] }));

    it('has shares between 0 and 1, and times that add up', () => {
      fc.assert(
        fc.property(any, one => {
          const figures = reliabilityOf(one);
          const { availability = 0, degradedMs, downMs, observedMs } = figures;
          expect(availability).toBeGreaterThanOrEqual(0);
          expect(availability).toBeLessThanOrEqual(1);
          expect(downMs + degradedMs).toBeLessThanOrEqual(observedMs);
          expect(observedMs).toBeLessThanOrEqual(NOW - FROM);
          expect(figures.slo.budgetLeft).toBeLessThanOrEqual(1);
          expect(figures.slo.burnRate ?? 0).toBeGreaterThanOrEqual(0);
          expect(figures.mttrMs ?? 0).toBeGreaterThanOrEqual(0);
          expect(figures.mtbfMs ?? 0).toBeGreaterThanOrEqual(0);
          expect(figures.mtbfMs ?? 0).toBeLessThanOrEqual(observedMs);

          const length = ({ from, to }: { from: string; to: string }) =>
            Date.parse(to) - Date.parse(from);
          const timeIn = (health: Health) =>
            figures.spans
              .filter(span => span.health === health)
              .reduce((sum, span) => sum + length(span), 0);
          expect(timeIn('down')).toBe(downMs);
          expect(timeIn('degraded')).toBe(degradedMs);
          expect(timeIn('unknown')).toBe(NOW - FROM - observedMs);
          let end = at(FROM);
          for (const span of figures.spans) {
            expect(span.from).toBe(end);
            end = span.to;
          }
          expect(end).toBe(at(NOW));
        }),
      );
    });

    it('does not depend on the order in which it was written', () => {
      fc.assert(
        fc.property(any, one => {
          const reversed = {
            ...one,
            spans: [...one.spans].reverse(),
            observed: [...one.observed].reverse(),
            incidents: [...one.incidents].reverse(),
          };
          // A mean adds up in the order in which it is given.
          const { mttrMs = 0, ...figures } = reliabilityOf(one);
          const { mttrMs: other = 0, ...others } = reliabilityOf(reversed);
          expect(others).toEqual(figures);
          expect(other).toBeCloseTo(mttrMs);
        }),
      );
    });

    it('is never better with one more that is down', () => {
      fc.assert(
        fc.property(any, interval, (one, during) => {
          const worse = {
            ...one,
            spans: [
              ...one.spans,
              { cluster: 'a', health: 'down' as const, ...during },
            ],
          };
          expect(reliabilityOf(worse).downMs).toBeGreaterThanOrEqual(
            reliabilityOf(one).downMs,
          );
        }),
      );
    });

    it('stays as bad when it is shown in fewer steps', () => {
      fc.assert(
        fc.property(any, fc.integer({ min: 1, max: 8 }), (one, most) => {
          const timeline = healthTimeline(one, one);
          const coarse = coarsen(timeline, most);
          expect(coarse.length).toBeLessThanOrEqual(most);
          expect(coarse[0].from).toBe(FROM);
          expect(coarse.at(-1)?.to).toBe(NOW);
          const isDown = (all: typeof timeline) =>
            all.some(({ health }) => health === 'down');
          expect(isDown(coarse)).toBe(isDown(timeline));
        }),
      );
    });
  });
});
