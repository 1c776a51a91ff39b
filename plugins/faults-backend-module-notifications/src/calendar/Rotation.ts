import { DateTime } from 'luxon';

/** People who are on call one after the other. */
export interface Rotation {
  name: string;
  /** Entity references, in their order. Never empty. */
  users: readonly string[];
  /** An IANA time zone: `Europe/Berlin`. */
  timeZone: string;
  /** When the first one begins, as on the clocks of the time zone: `2026-01-05T09:00`. */
  startsAt: string;
  /** How many days each one has. */
  days: number;
}

/**
 * Who is on call at a time: an entity reference.
 *
 * @remarks
 *
 * Hands over at the same time on the clock before and after clocks are changed, so that a week may have an hour more or less. Before
 * the first handover it goes on backwards. Pure.
 *
 * @param at - milliseconds since 1970
 */
export function onCallAt(rotation: Rotation, at: number): string {
  const { days, startsAt, timeZone, users } = rotation;
  const first = DateTime.fromISO(startsAt, { zone: timeZone });
  const handover = (turn: number) =>
    first.plus({ days: turn * days }).toMillis();
  // At most an hour or two off, because of the clocks: looked at below.
  const local = DateTime.fromMillis(at, { zone: timeZone });
  let turn = Math.floor(local.diff(first, 'days').days / days);
  while (handover(turn) > at) {
    turn -= 1;
  }
  while (handover(turn + 1) <= at) {
    turn += 1;
  }
  const index = turn % users.length;
  return users[index < 0 ? index + users.length : index];
}
