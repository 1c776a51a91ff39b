import type { NoticeRecord } from './NoticeRecord';

/**
 * The same where nothing has happened in the future: clocks are set back, and nobody should have to wait until they are where they were.
 */
export function inThePresent(record: NoticeRecord, now: number): NoticeRecord {
  const { healingEndedAt, overAt, seenAt, told } = record;
  const isLate = (time: number | undefined) => time !== undefined && time > now;
  if (
    ![healingEndedAt, overAt, seenAt, told?.at, told?.since].some(isLate) &&
    !record.entries.some(({ retryAt }) => isTooFar(retryAt, now))
  ) {
    return record;
  }
  const past = <T extends number | undefined>(time: T) =>
    isLate(time) ? now : time;
  return {
    ...record,
    ...(seenAt === undefined ? {} : { seenAt: past(seenAt) }),
    ...(overAt === undefined ? {} : { overAt: past(overAt) }),
    ...(healingEndedAt === undefined
      ? {}
      : { healingEndedAt: past(healingEndedAt) }),
    ...(told
      ? {
          told: {
            ...told,
            at: Math.min(told.at, now),
            since: Math.min(told.since, now),
          },
        }
      : {}),
    entries: record.entries.map(entry =>
      isTooFar(entry.retryAt, now) ? { ...entry, retryAt: now } : entry,
    ),
  };
}

/** Nothing waits longer than this to be tried again. */
const LONGEST_RETRY_MS = 60_000;

function isTooFar(retryAt: number | undefined, now: number): boolean {
  return retryAt !== undefined && retryAt > now + LONGEST_RETRY_MS;
}
