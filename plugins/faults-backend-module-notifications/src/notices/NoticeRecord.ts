import type {
  Notice,
  NoticeReason,
  NoticesView,
  Severity,
} from '@groundcrew/plugin-faults-common';

/** One time that people are told, as it is kept. Times are milliseconds since 1970. */
export interface NoticeEntry {
  /** Counts those of the record, from 1. */
  number: number;
  at: number;
  sentAt?: number;
  reason: NoticeReason;
  /** Why, in one sentence. */
  message: string;
  route: string;
  severity: Severity;
  /** As the route names them, or who was told before. */
  to: readonly string[];
  /** Who that is: known when it has been looked up, and that is kept before it is sent. */
  resolved?: Resolved;
  /** How often it could not be sent, why the last time, and when it is tried again. */
  tries: number;
  failure?: string;
  retryAt?: number;
}

/** Who is told. */
export interface Resolved {
  /** Entity references of users and groups. */
  recipients: readonly string[];
  /** The users that those are, now. */
  users: readonly string[];
  missing: Notice['missing'];
}

/** What people know of it. */
export interface Told {
  severity: Severity;
  /** How many suffered from it. */
  size: number;
  /** The last time. */
  at: number;
  /** Since when somebody should have answered. */
  since: number;
  /** How many steps of the escalation were taken. */
  steps: number;
  /** Who owns it was not known then. */
  isUnowned?: boolean;
}

/** Many incidents that are told as one. */
export interface StormMembers {
  startedAt: number;
  lastOpenedAt: number;
  /** Ids of incidents. */
  members: readonly number[];
  /** No other incident becomes a part of it. */
  isClosed: boolean;
}

/** What is told of one incident or one storm, as it is kept. */
export interface NoticeRecord extends Pick<NoticesView, 'state' | 'reason'> {
  key: string;
  /** Counts its changes: a write names the one that it is based on. 0 before the first. */
  revision: number;
  cluster: string;
  /** Left out for a storm. */
  incident?: number;
  storm?: StormMembers;
  /** The key of the storm that tells of it. */
  toldWith?: string;
  route?: string;
  next?: { kind: 'tell' | 'escalate'; at: number; recipients: string[] };
  /** Since when it has been looked at: since it opened, or came back. */
  seenAt?: number;
  /** Whether healing is at work on it, and when it was last. */
  isHealing?: boolean;
  healingEndedAt?: number;
  told?: Told;
  /** Since when there is nothing to tell any more. */
  overAt?: number;
  /** The oldest first. */
  entries: readonly NoticeEntry[];
}

/** How much of the past is kept of an incident that comes and goes. */
const MOST_ENTRIES = 100;

/** The key of an incident. */
export function incidentKey(id: number): string {
  return `incident:${id}`;
}

/** Of what nobody has looked at yet. */
export function newRecord(
  cluster: string,
  of: { incident: number } | { storm: StormMembers },
): NoticeRecord {
  return {
    ...of,
    key:
      'incident' in of
        ? incidentKey(of.incident)
        : `storm:${cluster}:${of.storm.startedAt}`,
    revision: 0,
    cluster,
    state: 'waiting',
    reason: 'Who is told has not been looked at yet.',
    entries: [],
  };
}

/** What was decided and is not sent yet, the oldest first. */
export function unsent({
  entries,
}: Pick<NoticeRecord, 'entries'>): NoticeEntry[] {
  return entries.filter(({ sentAt }) => sentAt === undefined);
}

/** Whether there is nothing to do for it until it comes back. */
export function isDone(record: NoticeRecord): boolean {
  return record.overAt !== undefined && unsent(record).length === 0;
}

/** The same with one time more that people are told. */
export function withEntry(
  record: NoticeRecord,
  entry: Omit<NoticeEntry, 'number' | 'tries'>,
): NoticeRecord {
  const number = (record.entries.at(-1)?.number ?? 0) + 1;
  return {
    ...record,
    entries: [...record.entries, { ...entry, number, tries: 0 }].slice(
      -MOST_ENTRIES,
    ),
  };
}

/** The same with what became of one of its entries. */
export function withEntryChange(
  record: NoticeRecord,
  number: number,
  changes: Partial<NoticeEntry>,
): NoticeRecord {
  return {
    ...record,
    entries: record.entries.map(entry =>
      entry.number === number ? { ...entry, ...changes } : entry,
    ),
  };
}
