import type { IncidentPhase, Severity } from '@groundcrew/plugin-faults-common';
import type {
  IncidentDraft,
  IncidentEntry,
  IncidentRecord,
} from './IncidentRecord';

/** Which incidents are asked for; what is left out lets everything through. Times are milliseconds since 1970. */
export interface IncidentQuery {
  /** Whether it is over; without it, both. */
  isResolved?: boolean;
  phases?: readonly IncidentPhase[];
  severities?: readonly Severity[];
  clusters?: readonly string[];
  environments?: readonly string[];
  faults?: readonly string[];
  entityRef?: string;
  assignee?: string;
  /** Those that were open at this time or later. */
  from?: number;
  /** Those that opened before this time. */
  to?: number;
  cursor?: string;
  limit: number;
}

/** Incidents, the newest first, and where to go on. */
export interface IncidentPage {
  records: IncidentRecord[];
  nextCursor?: string;
}

/** What is counted of an incident when detectors are ranked. */
export interface IncidentOutline {
  fault: string;
  detector: string;
  title: string;
  openedAt: number;
  resolvedAt?: number;
  reopened: number;
  isAcknowledged: boolean;
  cluster: string;
  namespace?: string;
}

/** Keeps incidents and their history. */
export interface IncidentStore {
  /** Those of a cluster that are not resolved; and those that were resolved after a time, or by hand while their cause stands. */
  ofCluster(
    cluster: string,
    resolvedAfter: number,
  ): Promise<{ current: IncidentRecord[]; recent: IncidentRecord[] }>;
  /** @returns undefined when there is one of the same cause that is not resolved */
  open(
    draft: IncidentDraft,
    entries: readonly IncidentEntry[],
  ): Promise<IncidentRecord | undefined>;
  /**
   * Writes what became of an incident, and its history.
   *
   * @param record - with the revision that it is based on
   * @returns undefined when it is not based on the latest revision, or another one of the same cause is open
   */
  write(
    record: IncidentRecord,
    entries: readonly IncidentEntry[],
  ): Promise<IncidentRecord | undefined>;
  get(id: number): Promise<IncidentRecord | undefined>;
  list(query: IncidentQuery): Promise<IncidentPage>;
  /** The oldest first. */
  entriesOf(id: number): Promise<IncidentEntry[]>;
  /** The incidents that became a part of one. */
  mergedInto(id: number): Promise<number[]>;
  /** Those that opened after a time, without what makes them large; those that became a part of others are left out. */
  outlines(openedAfter: number): Promise<IncidentOutline[]>;
  /** Names of clusters with incidents that are not resolved. */
  clustersWithCurrent(): Promise<string[]>;
  /** Forgets what was resolved before a time; the number of incidents. */
  forget(resolvedBefore: number): Promise<number>;
}
