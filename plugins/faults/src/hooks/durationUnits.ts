import type { DurationParts } from '@groundcrew/plugin-clusters-react';

const UNITS: [DurationParts['unit'], number][] = [
  ['days', 24 * 60 * 60],
  ['hours', 60 * 60],
  ['minutes', 60],
  ['seconds', 1],
];

/**
 * Parts a length of time into its largest units, rounded to whole seconds: `1 h`, `59 min`. Always at least one.
 *
 * @param most - how many units are wanted
 */
export function durationUnits(
  milliseconds: number,
  most: number,
): DurationParts[] {
  let rest = Math.max(0, Math.round(milliseconds / 1_000));
  const parts: DurationParts[] = [];
  for (const [unit, seconds] of UNITS) {
    const count = Math.floor(rest / seconds);
    rest -= count * seconds;
    if (count > 0) {
      parts.push({ unit, count });
    } else if (parts.length > 0) {
      // `1 d 5 s` would say more than is meant.
      break;
    }
    if (parts.length === most) {
      break;
    }
  }
  return parts.length > 0 ? parts : [{ unit: 'seconds', count: 0 }];
}
