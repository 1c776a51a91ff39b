import type {
  Actor,
  OperationPhase,
} from '@groundcrew/plugin-operations-common';
import type { OperationRecord } from '../engine/OperationRecord';

/** What a transition adds to the audit trail. Holds nothing that has to stay secret. */
export interface AuditEntry {
  /** `submitted`, `approved`, `step-done`, `succeeded` … */
  event: string;
  actor: Actor;
  facts: Record<string, unknown>;
}

/** Says that a process works on an operation, until somebody else may. */
export interface Claim {
  operationId: string;
  /** Grows with each claim by another process. */
  fencing: number;
}

/** What is written together, or not at all. */
export interface OperationWrite {
  next: OperationRecord;
  /** The revision that `next` was worked out from. `next` is kept under the one after it. */
  expectedRevision: number;
  audit: AuditEntry[];
  /** Given, it has to be held still, by the database's clock. */
  claim?: Claim;
  /** How many operations may hold targets in its cluster at a time; asked when this one begins to. */
  maxRunningInCluster?: number;
}

/**
 * What became of a write.
 *
 * - `outdated`: somebody else wrote before; read again and decide again.
 * - `claim-lost`: somebody else works on it now, or may.
 * - `target-held`, `cluster-full`: it wanted to begin to hold its target, and `by` does, or enough others do.
 */
export type WriteOutcome =
  | { outcome: 'written'; record: OperationRecord }
  | { outcome: 'outdated' }
  | { outcome: 'claim-lost' }
  | { outcome: 'target-held'; by: string }
  | { outcome: 'cluster-full'; running: number };

/** Which operations are listed. Times are milliseconds since 1970. */
export interface OperationQuery {
  ids?: readonly string[];
  entityRef?: string;
  clusters?: readonly string[];
  environments?: readonly string[];
  operations?: readonly string[];
  phases?: readonly OperationPhase[];
  /** A user's entity reference, or the subject of an automation. */
  actor?: string;
  /** The parts of this operation. Left out, parts are listed as any other. */
  parent?: string;
  from?: number;
  to?: number;
  limit: number;
  cursor?: string;
}

export interface OperationPage {
  /** Newest first. */
  records: OperationRecord[];
  nextCursor?: string;
}

/** Enough of an operation for safety rules. */
export interface RecentOperation {
  id: string;
  operation: string;
  targetKey: string;
  requestedBy: Actor;
  startedAt: number;
  endedAt?: number;
}

/** Keeps operations, and writes the audit trail in the same transactions. */
export interface OperationStore {
  /** By the database's clock, in milliseconds since 1970. */
  now(): Promise<number>;
  /**
   * Keeps a new operation. When the same actor asked with the same idempotency key before, nothing is kept, and that
   * operation is returned.
   */
  insert(
    record: OperationRecord,
    audit: AuditEntry[],
  ): Promise<{ record: OperationRecord; inserted: boolean }>;
  get(id: string): Promise<OperationRecord | undefined>;
  /** What an actor asked for before with this idempotency key. */
  askedBefore(
    actor: Actor,
    idempotencyKey: string,
  ): Promise<OperationRecord | undefined>;
  list(query: OperationQuery): Promise<OperationPage>;
  /** The ids of all operations that are not over, the oldest first. */
  activeIds(): Promise<string[]>;
  /** The operation that holds a target now, if any. */
  holderOf(targetKey: string): Promise<string | undefined>;
  /** Whose turn it is to begin at a target: the first that was asked for, of those that wait for nothing else at that time. */
  firstForTarget(targetKey: string, now: number): Promise<string | undefined>;
  /** The same for a cluster, among those whose target is free. */
  firstForCluster(cluster: string, now: number): Promise<string | undefined>;
  /** Those that began in a cluster since then, the newest first, at most 1,000. */
  startedSince(cluster: string, since: number): Promise<RecentOperation[]>;
  write(write: OperationWrite): Promise<WriteOutcome>;
  /**
   * Takes an operation for so many milliseconds, or goes on holding it.
   *
   * @returns undefined while another process has it
   */
  claim(id: string, forMs: number): Promise<Claim | undefined>;
  /** Gives it back before its time. Nothing happens when it was lost. */
  release(claim: Claim): Promise<void>;
}
