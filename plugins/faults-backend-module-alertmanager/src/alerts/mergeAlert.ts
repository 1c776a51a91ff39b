import type { AlertRecord, ReceivedAlert } from './AlertRecord';

/** What fires again so soon after it was last heard of is the same trouble. */
const SAME_TROUBLE_MS = 10 * 60_000;

/**
 * What becomes of what is kept of an alert when it is received again. Pure.
 *
 * @param known - what was kept of it last
 * @returns what is to be kept now: without an id where it is another time that it fires
 */
export function mergeAlert(
  known: AlertRecord | undefined,
  received: ReceivedAlert,
  now: number,
): Omit<AlertRecord, 'id'> & { id?: number } {
  if (!known || !isSame(known, received, now)) {
    return {
      ...received,
      firstSeenAt: now,
      lastSeenAt: now,
      timesSeen: 1,
      flaps: 0,
      hasSuffered: false,
      silences: [],
    };
  }
  const firesAgain = received.isFiring && !known.isFiring;
  const { cluster, fingerprint, isFiring, labels, annotations } = received;
  return {
    ...known,
    ...{ cluster, fingerprint, isFiring, labels, annotations },
    // That it is over says less about when it began than that it fired.
    startsAt: received.isFiring ? received.startsAt : known.startsAt,
    endsAt: received.isFiring ? undefined : received.endsAt ?? now,
    generatorUrl: received.generatorUrl ?? known.generatorUrl,
    groupKey: received.groupKey ?? known.groupKey,
    lastSeenAt: Math.max(now, known.lastSeenAt),
    timesSeen: known.timesSeen + 1,
    flaps: known.flaps + (firesAgain ? 1 : 0),
    silences: received.isFiring ? known.silences : [],
  };
}

function isSame(
  { isFiring, lastSeenAt, startsAt }: AlertRecord,
  received: ReceivedAlert,
  now: number,
): boolean {
  return (
    isFiring ||
    !received.isFiring ||
    startsAt === received.startsAt ||
    now - lastSeenAt <= SAME_TROUBLE_MS
  );
}
