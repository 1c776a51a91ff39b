import type { Impact } from '@groundcrew/plugin-operations-common';
import type { LocalRef } from '@groundcrew/plugin-clusters-node';

/**
 * One object as it is and as it would be, cut down to what the change is about. What may hold a secret must not be in it.
 *
 * @public
 */
export interface DraftedChange {
  object: LocalRef;
  /** Of the object as it is. */
  uid?: string;
  action: 'create' | 'update' | 'delete';
  /** The fields that would be written, as paths for people: `spec.replicas`. */
  fields: string[];
  before?: object;
  /** The same each time for as long as the operation would do the same: no times, no ids of the operation. */
  after?: object;
}

/**
 * A workload that has fewer ready pods for a while, or for good, because of an operation.
 *
 * @public
 */
export interface DraftedDisruption {
  workload: LocalRef;
  /** How many pods it wants now, and how many of them are ready. */
  desired: number;
  ready: number;
  /** How few may be ready because of the operation. */
  lowestReady: number;
}

/**
 * What an operation would do. The engine adds impacts that are the same for all operations, and a hash.
 *
 * @public
 */
export interface PreviewDraft {
  /** In one sentence: `Replaces 3 pods of checkout, one at a time`. */
  summary: string;
  /** `dry-run`: the API server itself was asked. `computed`: worked out from what is known. */
  source: 'dry-run' | 'computed';
  changes: DraftedChange[];
  impacts: Impact[];
  /** Workloads that have fewer ready pods because of it: what the healthy floor and disruption budgets are judged by. */
  disruptions?: DraftedDisruption[];
}
