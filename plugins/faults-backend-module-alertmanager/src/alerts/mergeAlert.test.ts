import { exampleAlert } from '../__testUtils__/exampleAlert';
import type { AlertRecord, ReceivedAlert } from './AlertRecord';
import { mergeAlert } from './mergeAlert';

const MINUTE_MS = 60_000;
const NOW = 100 * MINUTE_MS;

const received = (changes: Partial<ReceivedAlert> = {}): ReceivedAlert => ({
  cluster: 'prod',
  fingerprint: '1a2b',
  isFiring: true,
  startsAt: 1_000,
  labels: { alertname: 'PodNotReady' },
  annotations: {},
  ...changes,
});
const resolvedAgo = (minutes: number) =>
  exampleAlert({
    isFiring: false,
    endsAt: NOW - minutes * MINUTE_MS,
    lastSeenAt: NOW - minutes * MINUTE_MS,
    timesSeen: 2,
  });

describe('mergeAlert', () => {
  it.each<
    [
      string,
      AlertRecord | undefined,
      Partial<ReceivedAlert>,
      Partial<AlertRecord>,
    ]
  >([
    ['begins with a new one', undefined, {}, { timesSeen: 1, flaps: 0 }],
    [
      'counts one that is repeated, however late',
      exampleAlert(),
      {},
      { id: 1, timesSeen: 2, flaps: 0, lastSeenAt: NOW },
    ],
    [
      'ends one, and keeps when it began',
      exampleAlert(),
      { isFiring: false, startsAt: 5_000, endsAt: 9_000 },
      { id: 1, isFiring: false, startsAt: 1_000, endsAt: 9_000 },
    ],
    [
      'ends one that does not say when now',
      exampleAlert(),
      { isFiring: false },
      { isFiring: false, endsAt: NOW },
    ],
    [
      'merges what fires again within 10 minutes, and counts that',
      resolvedAgo(10),
      { startsAt: NOW },
      { id: 1, timesSeen: 3, flaps: 1, startsAt: NOW, endsAt: undefined },
    ],
    [
      'keeps apart what fires again later',
      resolvedAgo(11),
      { startsAt: NOW },
      { id: undefined, timesSeen: 1, flaps: 0, firstSeenAt: NOW },
    ],
    [
      'merges one that had never been over, however late',
      resolvedAgo(60),
      { startsAt: 1_000 },
      { id: 1, timesSeen: 3 },
    ],
    [
      'merges what is over once more',
      resolvedAgo(60),
      { isFiring: false, endsAt: 7_000 },
      { id: 1, isFiring: false, flaps: 0 },
    ],
  ])('%s', (_, known, changes, expected) => {
    const merged: Partial<AlertRecord> = mergeAlert(
      known,
      received(changes),
      NOW,
    );
    const told = Object.keys(expected) as (keyof AlertRecord)[];
    expect(Object.fromEntries(told.map(key => [key, merged[key]]))).toEqual(
      expected,
    );
  });
});
