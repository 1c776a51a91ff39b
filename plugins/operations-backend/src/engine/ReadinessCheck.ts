import { ConflictError, NotFoundError } from '@backstage/errors';
import type { AutomationGrants } from '../access/AutomationGrants';
import { decisiveVerdict } from '../rules';
import type { AssessedOperation, Assessor } from '../services/Assessor';
import type { OperationStore } from '../store/OperationStore';
import type { CatalogEntities } from '../targets/CatalogEntities';
import type { Targets } from '../targets/Targets';
import { contextOf } from './draftRecord';
import { failureOf } from './failureOf';
import type { Observation } from './Observation';
import type { OperationDefinitions } from './OperationDefinitions';
import type { OperationRecord } from './OperationRecord';
import { planSteps } from './planSteps';

/** How soon an operation that has to wait is looked at again, when nobody can say when. */
const LOOK_AGAIN_MS = 5_000;

/** Options of {@link ReadinessCheck.create}. */
export interface ReadinessCheckOptions {
  assessor: Assessor;
  automations: AutomationGrants;
  definitions: OperationDefinitions;
  entities: CatalogEntities;
  store: OperationStore;
  targets: Targets;
}

/**
 * Looks whether an operation may begin, at the moment when it would: all that held when it was asked for may not hold any
 * more.
 */
export class ReadinessCheck {
  readonly #options: ReadinessCheckOptions;

  static create(options: ReadinessCheckOptions): ReadinessCheck {
    return new ReadinessCheck(options);
  }

  private constructor(options: ReadinessCheckOptions) {
    this.#options = options;
  }

  async check(
    operation: OperationRecord,
    now: number,
    signal: AbortSignal,
  ): Promise<Observation> {
    const { assessor, automations, definitions, entities, targets } =
      this.#options;
    const definition = definitions.find(operation.operation);
    if (!definition || definition.version !== operation.definitionVersion) {
      return unknownDefinition(operation, now);
    }
    const { requestedBy } = operation;
    const context = contextOf(operation);
    if (requestedBy.type === 'automation' && !operation.parent) {
      const decision = automations.decide(requestedBy.subject, context);
      if (!decision.allowed) {
        return refusal(operation, decision.reason, now);
      }
    }
    if (operation.parent) {
      const parent = await this.#options.store.get(operation.parent);
      if (parent?.phase !== 'running') {
        return refusal(
          operation,
          'the operation that it is a part of is over',
          now,
        );
      }
    }
    try {
      const located = await targets.locate(operation.target);
      const unsuitable = definition.unsuitable?.(located);
      if (unsuitable) {
        return refusal(operation, unsuitable, now);
      }
      const assessed: AssessedOperation = {
        definition,
        located,
        input: operation.input,
        id: operation.id,
        actor: requestedBy,
        context,
        dependents: await entities.dependentsOf(context.entityRef),
      };
      const preview = await assessor.preview(assessed, signal);
      if (preview.hash !== operation.preview.hash) {
        return { type: 'preview-changed', now, preview };
      }
      // Its parent was judged as a whole.
      const verdicts = operation.parent
        ? []
        : assessor.judge(
            assessed,
            preview,
            await assessor.history(context.cluster),
          );
      const decisive = decisiveVerdict(verdicts, operation.override);
      if (decisive?.verdict === 'refuse') {
        return { ...refusal(operation, decisive.message, now), verdicts };
      }
      if (decisive) {
        return {
          type: 'checked',
          verdict: 'wait',
          message: decisive.message,
          until: decisive.until
            ? Date.parse(decisive.until)
            : now + LOOK_AGAIN_MS,
          verdicts,
          now,
        };
      }
      const plan = await definition.plan(
        assessor.previewContext(assessed, signal),
      );
      return {
        type: 'checked',
        verdict: 'go',
        verdicts,
        steps: planSteps(definition, plan),
        now,
      };
    } catch (error) {
      signal.throwIfAborted();
      return failedCheck(operation, error, now);
    }
  }
}

function refusal(
  operation: OperationRecord,
  message: string,
  now: number,
): Extract<Observation, { type: 'checked' }> {
  return {
    type: 'checked',
    verdict: 'refuse',
    message,
    verdicts: operation.verdicts,
    now,
  };
}

function failedCheck(
  operation: OperationRecord,
  error: unknown,
  now: number,
): Observation {
  const failure = failureOf(error, { now, attempts: 3 });
  const isOver =
    error instanceof NotFoundError || error instanceof ConflictError;
  if (isOver || !failure.retriable) {
    return refusal(operation, failure.message, now);
  }
  return {
    type: 'checked',
    verdict: 'wait',
    message: `its cluster does not answer: ${failure.message}`,
    until: failure.retryAt,
    verdicts: operation.verdicts,
    now,
  };
}

/** Nobody here knows its definition, in its version. */
export function unknownDefinition(
  { operation, definitionVersion }: OperationRecord,
  now: number,
): Observation {
  return {
    type: 'definition-unknown',
    message: `nobody here knows ${operation} in version ${definitionVersion}: its module was removed, or an upgrade changed it`,
    now,
  };
}
