import { InputError } from '@backstage/errors';
import { targetKey } from '@groundcrew/plugin-operations-common';
import type {
  ChildOperations,
  ChildState,
} from '@groundcrew/plugin-operations-node';
import type { Assessor } from '../services/Assessor';
import type { OperationStore } from '../store/OperationStore';
import type { Targets } from '../targets/Targets';
import { contextOf, draftRecord } from './draftRecord';
import type { OperationDefinitions } from './OperationDefinitions';
import type { OperationRecord } from './OperationRecord';
import type { Transitions } from './Transitions';

/** Options of {@link ChildStarter.create}. */
export interface ChildStarterOptions {
  assessor: Assessor;
  definitions: OperationDefinitions;
  store: OperationStore;
  targets: Targets;
  transitions: Transitions;
}

/** Starts parts of operations. They are permitted and approved with the whole. */
export class ChildStarter {
  readonly #options: ChildStarterOptions;

  static create(options: ChildStarterOptions): ChildStarter {
    return new ChildStarter(options);
  }

  private constructor(options: ChildStarterOptions) {
    this.#options = options;
  }

  childrenOf(parent: OperationRecord): ChildOperations {
    return {
      start: (key, request) => this.#start(parent, key, request),
    };
  }

  async #start(
    parent: OperationRecord,
    key: string,
    request: Parameters<ChildOperations['start']>[1],
  ): Promise<ChildState> {
    const { assessor, definitions, store, targets, transitions } =
      this.#options;
    const idempotencyKey = `${parent.id}/${key}`;
    const earlier = await store.askedBefore(parent.requestedBy, idempotencyKey);
    if (earlier) {
      return stateOf(earlier);
    }
    if (targetKey(request.target) === targetKey(parent.target)) {
      throw new InputError(
        `${parent.operation} cannot have ${request.operation} change ${parent.target.name}: it holds that itself until it is over`,
      );
    }
    const definition = definitions.get(request.operation);
    const located = await targets.locate(request.target);
    const input = definition.input.parse(request.input);
    const context = {
      ...contextOf(parent),
      ...located.target,
      operation: definition.id,
      environment: located.environment,
      owner: located.owner,
      risk: definition.risk({ environment: located.environment, input }),
    };
    const assessed = {
      definition,
      located,
      input,
      actor: parent.requestedBy,
      context,
      dependents: [],
    };
    const record = await transitions.begin(
      draftRecord({
        ...assessed,
        preview: await assessor.preview(assessed),
        verdicts: [],
        requestedBy: parent.requestedBy,
        reason: parent.reason,
        // It is begun at once: the whole was begun by somebody who was there.
        grantedUntil: undefined,
        idempotencyKey,
        parent: parent.id,
        override: parent.override,
        now: await store.now(),
      }),
    );
    return stateOf(record);
  }
}

function stateOf({ id, phase, phaseReason }: OperationRecord): ChildState {
  return { id, phase, phaseReason };
}
