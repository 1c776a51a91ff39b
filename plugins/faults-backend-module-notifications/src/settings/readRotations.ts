import { InputError } from '@backstage/errors';
import { DateTime } from 'luxon';
import { z } from 'zod/v3';
import type { Rotation } from '../calendar/Rotation';
import { parseSetting } from './parseSetting';
import { DAYS, rotationSchema } from './routeSchemas';

/** A Monday. Those who do not say when they begin count from here. */
const FIRST_MONDAY = '2024-01-01';

/**
 * Reads who is on call, by the names of the rotations.
 *
 * @throws InputError with what is wrong where
 */
export function readRotations(
  value: unknown,
  at: string,
): ReadonlyMap<string, Rotation> {
  const entries = parseSetting(z.record(z.unknown()), value ?? {}, at);
  return new Map(
    Object.entries(entries).map(([name, entry]) => [
      name,
      rotationOf(name, entry, `${at}.${name}`),
    ]),
  );
}

function rotationOf(name: string, value: unknown, at: string): Rotation {
  const { days, from, handover, timeZone, users } = parseSetting(
    rotationSchema,
    value,
    at,
  );
  const weekday = handover.weekday && DAYS.indexOf(handover.weekday) + 1;
  const first = DateTime.fromISO(from ?? FIRST_MONDAY, { zone: timeZone });
  if (!first.isValid) {
    throw new InputError(`${at}.from: there is no day ${from}`);
  }
  if (from !== undefined && weekday && first.weekday !== weekday) {
    throw new InputError(
      `${at}: ${from} is no ${handover.weekday}, on which it hands over`,
    );
  }
  if (weekday && days % 7 !== 0) {
    throw new InputError(
      `${at}: it cannot hand over on the same day of the week every ${days} days`,
    );
  }
  const start =
    from === undefined && weekday ? first.plus({ days: weekday - 1 }) : first;
  return {
    name,
    users,
    timeZone,
    days,
    startsAt: `${start.toISODate()}T${handover.time}`,
  };
}
