import { ConflictError, InputError, NotAllowedError } from '@backstage/errors';
import type {
  submitRequestSchema,
  TargetContext,
} from '@groundcrew/plugin-operations-common';
import type { z } from 'zod/v3';
import type { Requester } from '../access/Requester';
import type { OperationSettings } from '../config/OperationSettings';
import { draftRecord } from '../engine/draftRecord';
import type { OperationRecord } from '../engine/OperationRecord';
import type { Transitions } from '../engine/Transitions';
import type { OperationStore } from '../store/OperationStore';
import type { OperationPreviews } from './OperationPreviews';

type ParsedSubmit = z.output<typeof submitRequestSchema>;

/** Options of {@link OperationRequests.create}. */
export interface OperationRequestsOptions {
  previews: OperationPreviews;
  settings: OperationSettings;
  store: OperationStore;
  transitions: Transitions;
}

/** Takes orders to do something. */
export class OperationRequests {
  readonly #options: OperationRequestsOptions;

  static create(options: OperationRequestsOptions): OperationRequests {
    return new OperationRequests(options);
  }

  private constructor(options: OperationRequestsOptions) {
    this.#options = options;
  }

  /**
   * @throws NotAllowedError with the permission or the rule that forbids it, ConflictError when it would do something
   * else than what was seen, InputError
   */
  async submit(
    request: ParsedSubmit,
    requester: Requester,
  ): Promise<OperationRecord> {
    const { previews, settings, store, transitions } = this.#options;
    const { idempotencyKey } = request;
    // Whoever did not hear our answer: it may be done by now, and could not be asked for anew.
    const earlier =
      idempotencyKey === undefined
        ? undefined
        : await store.askedBefore(requester.actor, idempotencyKey);
    if (earlier) {
      return earlier;
    }
    const assessed = await previews.assess(request, requester);
    const { context } = assessed;
    const { reason, override, previewHash, undoes } = request;
    if (settings.isReasonRequired(context.environment) && !reason) {
      throw new InputError(
        `Say why: in ${context.environment} every operation needs a reason`,
      );
    }
    const preview = await previews.previewOf(assessed);
    if (previewHash !== undefined && previewHash !== preview.hash) {
      throw new ConflictError(
        'What it would do has changed since you looked at it: look at it again',
      );
    }
    const judge = await previews.judgeIn(context.cluster, requester);
    const availability = judge(assessed, preview, override);
    if (availability.outcome === 'denied') {
      throw new NotAllowedError(availability.reason);
    }
    if (undoes) {
      await this.#requireUndoOf(undoes, context);
    }
    const now = await store.now();
    return await transitions.begin(
      draftRecord({
        ...assessed,
        preview,
        verdicts: availability.verdicts,
        requestedBy: requester.actor,
        reason,
        approval: settings.approvals.approvalFor(
          context,
          requester.ownershipRefs,
          now,
        ),
        grantedUntil:
          requester.actor.type === 'user'
            ? now + settings.presenceMs
            : undefined,
        idempotencyKey,
        override,
        undoes,
        now,
      }),
    );
  }

  async #requireUndoOf(undoes: string, context: TargetContext): Promise<void> {
    const undone = await this.#options.store.get(undoes);
    const isOfSameTarget =
      undone?.target.cluster === context.cluster &&
      undone.target.namespace === context.namespace;
    if (!isOfSameTarget || undone.phase !== 'succeeded' || undone.undoneBy) {
      throw new InputError(
        `Operation ${undoes} is none that could be undone by this one`,
      );
    }
  }
}
