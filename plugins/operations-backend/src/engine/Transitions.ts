import { ConflictError, NotFoundError } from '@backstage/errors';
import type { Actor } from '@groundcrew/plugin-operations-common';
import type { Claim, OperationStore } from '../store/OperationStore';
import { advance } from './advance';
import { auditEntryOf, submittedEntry } from './auditEntryOf';
import type { Observation } from './Observation';
import type { OperationListener } from './OperationListener';
import type { OperationRecord } from './OperationRecord';

/** Options of {@link Transitions.create}. */
export interface TransitionsOptions {
  store: OperationStore;
  listener: OperationListener;
  maxRunningPerCluster: number;
}

/**
 * What came of an observation.
 *
 * - `moved`: it was written.
 * - `stayed`: it changed nothing, or nothing but when to look again.
 * - `blocked`: the operation wanted to begin, and may not yet.
 */
export type TransitionResult =
  | { result: 'moved' | 'stayed'; record: OperationRecord }
  | { result: 'blocked'; by: 'target' | 'cluster'; message: string }
  | { result: 'claim-lost' };

// Between a read and a write somebody else may write: a person cancels, approves. More often than this is not by chance.
const MAX_RACES = 10;

/** Lets operations begin, and observations take effect: decides by `advance`, and writes with the audit trail. */
export class Transitions {
  readonly #options: TransitionsOptions;

  static create(options: TransitionsOptions): Transitions {
    return new Transitions(options);
  }

  private constructor(options: TransitionsOptions) {
    this.#options = options;
  }

  /** Keeps a new operation, with the row its history begins with; or finds the one that was asked for with the same key. */
  async begin(draft: OperationRecord): Promise<OperationRecord> {
    const { listener, store } = this.#options;
    const { record, inserted } = await store.insert(draft, [
      submittedEntry(draft),
    ]);
    if (inserted) {
      listener.operationChanged({ after: record });
    }
    return record;
  }

  /**
   * Decides and writes. When somebody else wrote meanwhile it decides anew on what is there then, with the same
   * observation: what was done in a cluster stays done.
   */
  async apply(
    operation: OperationRecord,
    seen: Observation,
    options: { actor: Actor; claim?: Claim },
  ): Promise<TransitionResult> {
    const { store, listener, maxRunningPerCluster } = this.#options;
    let before = operation;
    for (let race = 0; race < MAX_RACES; race += 1) {
      const next = advance(before, seen);
      if (next === before || (isLook(seen) && isSameButForTime(before, next))) {
        return { result: 'stayed', record: next };
      }
      const written = await store.write({
        next,
        expectedRevision: before.revision,
        audit: [auditEntryOf(next, seen, options.actor)],
        claim: options.claim,
        // A part runs within its parent, which has room already.
        maxRunningInCluster: next.parent ? undefined : maxRunningPerCluster,
      });
      switch (written.outcome) {
        case 'written':
          listener.operationChanged({ before, after: written.record, seen });
          return { result: 'moved', record: written.record };
        case 'target-held': {
          const holder = await store.get(written.by);
          return {
            result: 'blocked',
            by: 'target',
            message: `waits for "${holder?.title ?? written.by}"`,
          };
        }
        case 'cluster-full':
          return {
            result: 'blocked',
            by: 'cluster',
            message: `${written.running} operations run in this cluster already`,
          };
        case 'claim-lost':
          return { result: 'claim-lost' };
        default: {
          const there = await store.get(before.id);
          if (!there) {
            throw new NotFoundError(`There is no operation ${before.id}`);
          }
          before = there;
        }
      }
    }
    throw new ConflictError(
      `Operation ${operation.id} is being changed by somebody else all the time; try again`,
    );
  }
}

/** Whether it only says how far something is. To look again later, and to say the same then, is no transition. */
function isLook({ type }: Observation): boolean {
  return type === 'step-waits' || type === 'verified' || type === 'checked';
}

function isSameButForTime(
  before: OperationRecord,
  next: OperationRecord,
): boolean {
  const timeless = (record: OperationRecord) =>
    JSON.stringify({
      ...record,
      wakeAt: undefined,
      steps: record.steps.map(step => ({ ...step, attempts: 0 })),
    });
  return timeless(before) === timeless(next);
}
