import type { AlertRecord } from '../alerts/AlertRecord';

// PostgreSQL gives a bigint as text.
type Time = number | string;

export interface AlertRow {
  id: number;
  cluster: string;
  fingerprint: string;
  // SQLite gives a number.
  is_firing: boolean | number;
  starts_at: Time;
  ends_at: Time | null;
  first_seen_at: Time;
  last_seen_at: Time;
  times_seen: number;
  flaps: number;
  labels: string;
  annotations: string;
  generator_url: string | null;
  group_key: string | null;
  object: string | null;
  has_suffered: boolean | number;
  silences: string;
}

export function alertRowOf(
  alert: Omit<AlertRecord, 'id'>,
): Omit<AlertRow, 'id'> {
  return {
    cluster: alert.cluster,
    fingerprint: alert.fingerprint,
    is_firing: alert.isFiring,
    starts_at: alert.startsAt,
    ends_at: alert.endsAt ?? null,
    first_seen_at: alert.firstSeenAt,
    last_seen_at: alert.lastSeenAt,
    times_seen: alert.timesSeen,
    flaps: alert.flaps,
    labels: JSON.stringify(alert.labels),
    annotations: JSON.stringify(alert.annotations),
    generator_url: alert.generatorUrl ?? null,
    group_key: alert.groupKey ?? null,
    object: alert.object ? JSON.stringify(alert.object) : null,
    has_suffered: alert.hasSuffered,
    silences: JSON.stringify(alert.silences),
  };
}

export function alertOf(row: AlertRow): AlertRecord {
  return {
    id: row.id,
    cluster: row.cluster,
    fingerprint: row.fingerprint,
    isFiring: Boolean(row.is_firing),
    startsAt: Number(row.starts_at),
    ...(row.ends_at === null ? {} : { endsAt: Number(row.ends_at) }),
    firstSeenAt: Number(row.first_seen_at),
    lastSeenAt: Number(row.last_seen_at),
    timesSeen: row.times_seen,
    flaps: row.flaps,
    labels: JSON.parse(row.labels),
    annotations: JSON.parse(row.annotations),
    ...(row.generator_url === null ? {} : { generatorUrl: row.generator_url }),
    ...(row.group_key === null ? {} : { groupKey: row.group_key }),
    ...(row.object === null ? {} : { object: JSON.parse(row.object) }),
    hasSuffered: Boolean(row.has_suffered),
    silences: JSON.parse(row.silences),
  };
}
