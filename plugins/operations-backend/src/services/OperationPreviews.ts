import type { Entity } from '@backstage/catalog-model';
import { ConflictError, InputError } from '@backstage/errors';
import {
  operationsOverridePermission,
  operationsRunPermission,
  type Preview,
  type PreviewAnswer,
  type previewRequestSchema,
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
import { contextOf } from '../engine/draftRecord';
import type { OperationDefinitions } from '../engine/OperationDefinitions';
import type { OperationRecord } from '../engine/OperationRecord';
import { dependentsOf, type CatalogEntities } from '../targets/CatalogEntities';
import type { Targets } from '../targets/Targets';
import type { AssessedOperation, Assessor } from './Assessor';
import { availabilityOf } from './availabilityOf';
import type { TargetVisibility } from './TargetVisibility';

type ParsedPreview = z.output<typeof previewRequestSchema>;

/** Options of {@link OperationPreviews.create}. */
export interface OperationPreviewsOptions {
  access: OperationAccess;
  assessor: Assessor;
  definitions: OperationDefinitions;
  entities: CatalogEntities;
  settings: OperationSettings;
  targets: Targets;
  visibility: TargetVisibility;
}

/** Answers what may be done with a target, and what it would do. */
export class OperationPreviews {
  readonly #options: OperationPreviewsOptions;

  static create(options: OperationPreviewsOptions): OperationPreviews {
    return new OperationPreviews(options);
  }

  private constructor(options: OperationPreviewsOptions) {
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
    const judge = await this.judgeIn(target.cluster, requester);
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
    const assessed = await this.assess(request, requester);
    const preview = await this.previewOf(assessed);
    const judge = await this.judgeIn(request.target.cluster, requester);
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
  async assessAgain(record: OperationRecord): Promise<Preview> {
    const { definitions, entities, targets } = this.#options;
    const { entityRef, id, input, operation, requestedBy, target } = record;
    return await this.previewOf({
      definition: definitions.get(operation),
      located: await targets.locate(target),
      input,
      id,
      actor: requestedBy,
      context: contextOf(record),
      dependents: await entities.dependentsOf(entityRef),
    });
  }

  /** @throws ConflictError where the verb is not for this target now */
  async previewOf(assessed: AssessedOperation): Promise<Preview> {
    const { definition, located } = assessed;
    const unsuitable = definition.unsuitable?.(located);
    if (unsuitable) {
      throw new ConflictError(unsuitable);
    }
    return await this.#options.assessor.preview(assessed);
  }

  /** @throws InputError, NotFoundError: what is asked for cannot be, or may not be seen */
  async assess(
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

  /** Asks once what the requester may in a cluster, and what happened there: to judge any number of verbs by. */
  async judgeIn(
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
