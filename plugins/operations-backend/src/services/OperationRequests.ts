import type { Entity } from '@backstage/catalog-model';
import { ConflictError, InputError, NotAllowedError } from '@backstage/errors';
import {
  operationsOverridePermission,
  operationsRunPermission,
  type Preview,
  type PreviewAnswer,
  type previewRequestSchema,
  type submitRequestSchema,
  type TargetContext,
  type VerbAvailability,
  type VerbList,
  type verbsQuerySchema,
} from '@groundcrew/plugin-operations-common';
import type { OperationDefinition } from '@groundcrew/plugin-operations-node';
import { parseInput } from '@groundcrew/plugin-clusters-node';
import type { z } from 'zod/v3';
import type { OperationAccess } from '../access/OperationAccess';
import type { Requester } from '../access/Requester';
import type { OperationSettings } from '../config/OperationSettings';
import { contextOf, draftRecord } from '../engine/draftRecord';
import type { OperationDefinitions } from '../engine/OperationDefinitions';
import type { OperationRecord } from '../engine/OperationRecord';
import type { Transitions } from '../engine/Transitions';
import type { OperationStore } from '../store/OperationStore';
import { dependentsOf, type CatalogEntities } from '../targets/CatalogEntities';
import type { Targets } from '../targets/Targets';
import type { AssessedOperation, Assessor } from './Assessor';
import { availabilityOf } from './availabilityOf';
import type { TargetVisibility } from './TargetVisibility';

type ParsedPreview = z.output<typeof previewRequestSchema>;
type ParsedSubmit = z.output<typeof submitRequestSchema>;

/** Options of {@link OperationRequests.create}. */
export interface OperationRequestsOptions {
  access: OperationAccess;
  assessor: Assessor;
  definitions: OperationDefinitions;
  entities: CatalogEntities;
  settings: OperationSettings;
  store: OperationStore;
  targets: Targets;
  transitions: Transitions;
  visibility: TargetVisibility;
}

/** Answers what may be done with a target, what it would do, and takes orders to do it. */
export class OperationRequests {
  readonly #options: OperationRequestsOptions;

  static create(options: OperationRequestsOptions): OperationRequests {
    return new OperationRequests(options);
  }

  private constructor(options: OperationRequestsOptions) {
    this.#options = options;
  }

  /** Every verb of a target, with whether the requester may use it. */
  async verbs(
    query: z.output<typeof verbsQuerySchema>,
    requester: Requester,
  ): Promise<VerbList> {
    const { definitions, targets, visibility } = this.#options;
    const { entityRef, ...target } = query;
    const entity = await visibility.require(requester, target, entityRef);
    const located = await targets.locate(target);
    const judge = await this.#judgeIn(target.cluster, requester);
    const verbs = definitions.forKind(target.kind).map(definition =>
      judge(
        this.#assessed(definition, located, {
          requester,
          entity,
          entityRef,
          input: undefined,
        }),
      ),
    );
    return { verbs };
  }

  async preview(
    request: ParsedPreview,
    requester: Requester,
  ): Promise<PreviewAnswer> {
    const assessed = await this.#assess(request, requester);
    requireSuitable(assessed.definition, assessed.located);
    const preview = await this.#options.assessor.preview(assessed);
    const judge = await this.#judgeIn(request.target.cluster, requester);
    return { preview, availability: judge(assessed, preview) };
  }

  /** What an operation that was asked for before would do now. */
  async previewAgain(
    record: OperationRecord,
    requester: Requester,
  ): Promise<PreviewAnswer> {
    const { target, entityRef, input, operation } = record;
    const answer = await this.preview(
      { target, entityRef, input, operation },
      requester,
    );
    return { ...answer, changedSince: changedSince(record, answer) };
  }

  /** What an operation would do now, whoever asks: before its approval or confirmation counts. */
  async assessAgain(record: OperationRecord): Promise<{ preview: Preview }> {
    const { assessor, definitions, entities, targets } = this.#options;
    const { input, operation, requestedBy, target, id } = record;
    const definition = definitions.get(operation);
    const located = await targets.locate(target);
    requireSuitable(definition, located);
    const preview = await assessor.preview({
      definition,
      located,
      input,
      id,
      actor: requestedBy,
      context: contextOf(record),
      dependents: await entities.dependentsOf(record.entityRef),
    });
    return { preview };
  }

  /**
   * @throws NotAllowedError with the permission or the rule that forbids it, ConflictError when it would do something
   * else than what was seen, InputError
   */
  async submit(
    request: ParsedSubmit,
    requester: Requester,
  ): Promise<OperationRecord> {
    const { settings, store, transitions } = this.#options;
    const { idempotencyKey } = request;
    // Whoever did not hear our answer: it may be done by now, and could not be asked for anew.
    const earlier =
      idempotencyKey === undefined
        ? undefined
        : await store.askedBefore(requester.actor, idempotencyKey);
    if (earlier) {
      return earlier;
    }
    const assessed = await this.#assess(request, requester);
    const { context, definition, located } = assessed;
    const { reason, override, previewHash, undoes } = request;
    if (settings.isReasonRequired(context.environment) && !reason) {
      throw new InputError(
        `Say why: in ${context.environment} every operation needs a reason`,
      );
    }
    requireSuitable(definition, located);
    const preview = await this.#options.assessor.preview(assessed);
    if (previewHash !== undefined && previewHash !== preview.hash) {
      throw new ConflictError(
        'What it would do has changed since you looked at it: look at it again',
      );
    }
    const judge = await this.#judgeIn(context.cluster, requester);
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

  async #assess(
    request: ParsedPreview,
    requester: Requester,
  ): Promise<AssessedOperation> {
    const { definitions, targets, visibility } = this.#options;
    const { entityRef, target } = request;
    const definition = definitions.get(request.operation);
    if (!definition.kinds.includes(target.kind)) {
      throw new InputError(
        `${definition.id} is for ${definition.kinds.join(', ')}, not for a ${
          target.kind
        }`,
      );
    }
    const input = parseInput(definition.input, request.input);
    const entity = await visibility.require(requester, target, entityRef);
    const located = await targets.locate(target);
    return this.#assessed(definition, located, {
      requester,
      entity,
      entityRef,
      input,
    });
  }

  #assessed(
    definition: OperationDefinition,
    located: AssessedOperation['located'],
    asked: {
      requester: Requester;
      entity: Entity | undefined;
      entityRef: string | undefined;
      input: unknown;
    },
  ): AssessedOperation {
    const { environment, owner, target } = located;
    const { entity, entityRef, input, requester } = asked;
    const owners = (entity?.relations ?? []).filter(
      ({ type }) => type === 'ownedBy',
    );
    const context: TargetContext = {
      ...target,
      environment,
      owner,
      entityRef,
      ownedByEntityOwner:
        entity && owners.some(({ targetRef }) => targetRef === owner),
      operation: definition.id,
      risk: definition.risk({ environment, input }),
    };
    return {
      definition,
      located,
      input,
      actor: requester.actor,
      context,
      dependents: dependentsOf(entity),
    };
  }

  /** Asks once what the requester may in a cluster, and what happened there: to judge any number of verbs by. */
  async #judgeIn(
    cluster: string,
    requester: Requester,
  ): Promise<
    (
      assessed: AssessedOperation,
      preview?: Preview,
      override?: boolean,
    ) => VerbAvailability
  > {
    const { access, assessor, settings } = this.#options;
    const [run, mayOverride, history] = await Promise.all([
      access.toRun(requester, operationsRunPermission),
      access.forPeople(requester, operationsOverridePermission),
      assessor.history(cluster),
    ]);
    return (assessed, preview, override = false) => {
      const { context } = assessed;
      return availabilityOf({
        assessed,
        run: run(context),
        override: mayOverride(context),
        isOverridden: override,
        verdicts: assessor.judge(assessed, preview, history),
        approval: settings.approvals.approvalFor(
          context,
          requester.ownershipRefs,
          history.now,
        ),
        reasonRequired: settings.isReasonRequired(context.environment),
      });
    };
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

function requireSuitable(
  definition: OperationDefinition,
  located: AssessedOperation['located'],
): void {
  const unsuitable = definition.unsuitable?.(located);
  if (unsuitable) {
    throw new ConflictError(unsuitable);
  }
}

/** What is different from what was seen when it was asked for, in words. */
function changedSince(
  { preview: then }: OperationRecord,
  { preview: now }: PreviewAnswer,
): string[] {
  if (then.hash === now.hash) {
    const known = new Set(then.impacts.map(({ message }) => message));
    return now.impacts
      .map(({ message }) => message)
      .filter(message => !known.has(message));
  }
  return [
    `It would do something else now. Then: ${then.summary}. Now: ${now.summary}`,
  ];
}
