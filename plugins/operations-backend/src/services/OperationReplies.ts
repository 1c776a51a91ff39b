import { ConflictError, InputError, NotAllowedError } from '@backstage/errors';
import {
  isFinal,
  operationsApprovePermission,
  operationsRunPermission,
  type commandRequestSchema,
  type decisionRequestSchema,
} from '@groundcrew/plugin-operations-common';
import type { z } from 'zod/v3';
import type { OperationAccess } from '../access/OperationAccess';
import type { Requester } from '../access/Requester';
import { contextOf } from '../engine/draftRecord';
import type { Observation } from '../engine/Observation';
import type { OperationRecord } from '../engine/OperationRecord';
import type { Transitions } from '../engine/Transitions';
import type { OperationStore } from '../store/OperationStore';
import { commandsOf, type CommandFacts } from './commandsOf';
import { decisionOf } from './decisionOf';
import type { OperationPreviews } from './OperationPreviews';
import type { OperationDefinitions } from '../engine/OperationDefinitions';

/** Options of {@link OperationReplies.create}. */
export interface OperationRepliesOptions {
  access: OperationAccess;
  definitions: OperationDefinitions;
  presenceMs: number;
  previews: OperationPreviews;
  store: OperationStore;
  transitions: Transitions;
}

/** Takes what people say to operations: approve, refuse, confirm, cancel, and the commands of definitions. */
export class OperationReplies {
  readonly #options: OperationRepliesOptions;

  static create(options: OperationRepliesOptions): OperationReplies {
    return new OperationReplies(options);
  }

  private constructor(options: OperationRepliesOptions) {
    this.#options = options;
  }

  /** What of this somebody may do now. */
  async factsOf(
    record: OperationRecord,
    requester: Requester,
  ): Promise<CommandFacts> {
    const { access, definitions } = this.#options;
    const context = contextOf(record);
    const run = await access.toRun(requester, operationsRunPermission);
    const approve = await access.forPeople(
      requester,
      operationsApprovePermission,
    );
    return {
      record,
      requester,
      definition: definitions.find(record.operation),
      run: run(context),
      decision: decisionOf(record, requester, approve(context)),
    };
  }

  async decide(
    record: OperationRecord,
    request: z.output<typeof decisionRequestSchema>,
    requester: Requester,
  ): Promise<OperationRecord> {
    const { presenceMs, previews, store } = this.#options;
    const { decision } = await this.factsOf(record, requester);
    if (!decision.allowed) {
      throw new NotAllowedError(decision.reason);
    }
    const preview =
      request.decision === 'refused'
        ? record.preview
        : await previews.assessAgain(record);
    if (
      request.decision === 'approved' &&
      preview.hash !== request.previewHash
    ) {
      throw new ConflictError(
        'What it would do has changed since you looked at it: look at it again',
      );
    }
    const now = await store.now();
    return await this.#apply(
      record,
      {
        type: 'decided',
        by: nameOf(requester),
        decision: request.decision,
        comment: request.comment,
        preview,
        grantedUntil: now + presenceMs,
        now,
      },
      requester,
    );
  }

  async command(
    record: OperationRecord,
    request: z.output<typeof commandRequestSchema>,
    requester: Requester,
  ): Promise<OperationRecord> {
    const { command } = request;
    if (isFinal(record.phase)) {
      throw new ConflictError(
        `It is over: it ${record.phase} ${record.phaseReason}`,
      );
    }
    const possible = commandsOf(await this.factsOf(record, requester));
    if (!possible.some(one => one.command === command)) {
      throw new NotAllowedError(
        possible.length > 0
          ? `You cannot ${command} it now, but ${possible
              .map(one => one.command)
              .join(', ')}`
          : `You cannot ${command} it: that is for whoever asked for it, and for those who may run it`,
      );
    }
    const { presenceMs, previews, store } = this.#options;
    const by = nameOf(requester);
    const now = await store.now();
    switch (command) {
      case 'cancel':
        await this.#cancelParts(record, requester);
        return await this.#apply(
          record,
          { type: 'cancel', by, now },
          requester,
        );
      case 'confirm': {
        const preview = await previews.assessAgain(record);
        if (!request.previewHash) {
          throw new InputError(
            'Say which preview you confirm: its previewHash',
          );
        }
        if (request.previewHash !== preview.hash) {
          throw new ConflictError(
            'What it would do has changed since you looked at it: look at it again',
          );
        }
        return await this.#apply(
          record,
          {
            type: 'confirmed',
            by,
            preview,
            grantedUntil: now + presenceMs,
            now,
          },
          requester,
        );
      }
      default:
        return await this.#apply(
          record,
          { type: 'commanded', by, command, now },
          requester,
        );
    }
  }

  async #cancelParts(
    { id }: OperationRecord,
    requester: Requester,
  ): Promise<void> {
    const { store } = this.#options;
    const { records } = await store.list({ parent: id, limit: 500 });
    for (const part of records.filter(({ phase }) => !isFinal(phase))) {
      const now = await store.now();
      await this.#apply(
        part,
        { type: 'cancel', by: nameOf(requester), now },
        requester,
      );
    }
  }

  async #apply(
    record: OperationRecord,
    seen: Observation,
    { actor }: Requester,
  ): Promise<OperationRecord> {
    const moved = await this.#options.transitions.apply(record, seen, {
      actor,
    });
    // To ask for it to stop twice is all right; an answer that does not count any more has to be told so.
    if (
      moved.result === 'moved' ||
      (moved.result === 'stayed' && seen.type === 'cancel')
    ) {
      return moved.record;
    }
    if (moved.result === 'stayed') {
      throw new ConflictError(
        `That came too late: it is ${moved.record.phase} (${moved.record.phaseReason})`,
      );
    }
    throw new ConflictError('It is being changed by somebody else: try again');
  }
}

function nameOf({ actor }: Requester): string {
  return actor.type === 'user' ? actor.entityRef : actor.subject;
}
