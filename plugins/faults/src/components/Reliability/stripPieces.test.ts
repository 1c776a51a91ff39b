import type { HealthSpan } from '@groundcrew/plugin-faults-common';
import { environmentReliability } from '../../__fixtures__';
import { percentOf } from './percentOf';
import { healthTotals, knownSince, stripPieces } from './stripPieces';

const HOUR_MS = 60 * 60_000;
const at = (hour: number) => new Date(hour * HOUR_MS).toISOString();
const span = (
  health: HealthSpan['health'],
  from: number,
  to: number,
): HealthSpan => ({ health, from: at(from), to: at(to) });

describe('stripPieces', () => {
  it.each<[string, HealthSpan, [number, number][]]>([
    ['a half', span('up', 0, 500), [[0, 0.5]]],
    ['what reaches beyond both ends', span('up', -5, 2_000), [[0, 1]]],
    [
      'a moment of trouble, so that it is seen',
      span('down', 500, 500.1),
      [[0.5, 0.004]],
    ],
    ['one at the very end', span('degraded', 999.9, 1_000), [[0.996, 0.004]]],
    ['what is over before', span('up', -5, 0), []],
  ])('draws %s', (_, one, expected) => {
    expect(
      stripPieces([one], at(0), at(1_000)).map(({ start, width }) => [
        start,
        width,
      ]),
    ).toEqual(expected);
  });

  it('draws nothing of no time', () => {
    expect(stripPieces([span('up', 0, 1)], at(0), at(0))).toEqual([]);
  });
});

describe('knownSince', () => {
  const view = (...spans: HealthSpan[][]) => ({
    from: at(10),
    environments: spans.map(each => environmentReliability({ spans: each })),
  });

  it.each<[string, HealthSpan[][], number]>([
    [
      'the first that is known of any',
      [[span('unknown', 10, 20), span('up', 20, 30)], [span('idle', 15, 30)]],
      15,
    ],
    ['the beginning, where that was before', [[span('up', 5, 30)]], 10],
    [
      'the beginning, where nothing is known',
      [[span('unknown', 10, 30)], []],
      10,
    ],
  ])('is %s', (_, spans, hour) => {
    expect(knownSince(view(...spans))).toBe(at(hour));
  });
});

describe('healthTotals', () => {
  it('sums up, the worst first', () => {
    expect(
      healthTotals([span('up', 0, 5), span('down', 5, 6), span('up', 6, 7)]),
    ).toEqual([
      { health: 'down', ms: HOUR_MS },
      { health: 'up', ms: 6 * HOUR_MS },
    ]);
  });
});

describe('percentOf', () => {
  it.each([
    [1, '100 %'],
    [0.999, '99.9 %'],
    [0.999996, '99.999 %'],
    [0.4907, '49.07 %'],
    [0, '0 %'],
  ])('says %d as %s', (share, expected) => {
    expect(percentOf(share)).toBe(expected);
  });
});
