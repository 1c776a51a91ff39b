import type { ObjectRef } from '@groundcrew/plugin-clusters-common';
import type {
  Explanation,
  IncidentPhase,
  IncidentSummary,
  Severity,
  TimelineEntry,
} from '@groundcrew/plugin-faults-common';

/** An incident as it is kept. Times are milliseconds since 1970. */
export interface IncidentRecord {
  id: number;
  /** Counts its changes: a write names the one that it is based on. */
  revision: number;
  cluster: string;
  environment?: string;
  /** Names its cause: at most one incident that is not resolved has it. */
  key: string;
  phase: IncidentPhase;
  /** The worst that it has been so far. */
  severity: Severity;
  severityReasons: string[];
  entities: string[];
  /** Everything that has suffered from it so far. */
  affected: ObjectRef[];
  openedAt: number;
  acknowledgedAt?: number;
  acknowledgedBy?: string;
  assignee?: string;
  respondBy: number;
  overdueAt?: number;
  recoveringSince?: number;
  resolvedAt?: number;
  resolution?: IncidentSummary['resolution'];
  /** A person said that it is over while the cause was still there, and it has been there ever since. */
  causeStands?: boolean;
  /** A person reopened it though no cause is seen: only a person ends it, or a cause that is seen again and goes. */
  keptOpen?: boolean;
  reopened: number;
  mergedInto?: number;
  splitFrom?: number;
  mutedUntil?: number;
  explanation: Explanation;
}

/** An incident that is not kept yet. */
export type IncidentDraft = Omit<IncidentRecord, 'id' | 'revision'>;

/** One line of its history, as it is kept. */
export interface IncidentEntry {
  at: number;
  kind: TimelineEntry['kind'];
  message: string;
  /** The entity reference of whoever did it. */
  actor?: string;
}
