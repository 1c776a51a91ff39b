import type { ClusterClients } from '@groundcrew/plugin-clusters-node';
import type {
  ChildOperations,
  OperationDefinition,
  RunContext,
} from '@groundcrew/plugin-operations-node';
import type { Targets } from '../targets/Targets';
import { guarded } from './clusterClientGuards';
import { failureOf } from './failureOf';
import type { Observation } from './Observation';
import type { OperationRecord, StepRecord } from './OperationRecord';

const LOOK_AGAIN_MS = 1_000;
/** One attempt: a cluster that does not answer at all must not hold it for ever. */
const ATTEMPT_TIMEOUT_MS = 60_000;

/** Options of {@link StepRunner.create}. */
export interface StepRunnerOptions {
  clients: ClusterClients;
  targets: Targets;
  childrenOf: (parent: OperationRecord) => ChildOperations;
}

/** What a step is taken with. */
export interface Attempt {
  operation: OperationRecord;
  definition: OperationDefinition;
  now: number;
  /** Aborted when the operation belongs to somebody else now. */
  signal: AbortSignal;
}

/** Takes single steps of operations, takes them back, and verifies; says what came of it. */
export class StepRunner {
  readonly #options: StepRunnerOptions;

  static create(options: StepRunnerOptions): StepRunner {
    return new StepRunner(options);
  }

  private constructor(options: StepRunnerOptions) {
    this.#options = options;
  }

  async run(attempt: Attempt, step: StepRecord): Promise<Observation> {
    const { definition, now, signal } = attempt;
    const about = { step: step.id, now };
    try {
      const outcome = await definition.steps[step.step].run(
        this.#context(attempt, step),
      );
      switch (outcome.outcome) {
        case 'done':
          return {
            type: 'step-done',
            message: outcome.message,
            result: outcome.result,
            ...about,
          };
        case 'waits':
          return {
            type: 'step-waits',
            message: outcome.message,
            until: now + outcome.forMs,
            ...about,
          };
        default:
          return {
            type: 'step-failed',
            message: outcome.message,
            retriable: false,
            retryAt: now,
            ...about,
          };
      }
    } catch (error) {
      signal.throwIfAborted();
      const failure = failureOf(error, { now, attempts: step.attempts });
      return { type: 'step-failed', ...failure, ...about };
    }
  }

  async undo(attempt: Attempt, step: StepRecord): Promise<Observation> {
    const { definition, now, signal } = attempt;
    const about = { step: step.id, now };
    try {
      await definition.steps[step.step].undo?.(this.#context(attempt, step));
      return { type: 'undone', ...about };
    } catch (error) {
      signal.throwIfAborted();
      const failure = failureOf(error, { now, attempts: step.undoAttempts });
      return { type: 'undo-failed', ...failure, ...about };
    }
  }

  async verify(attempt: Attempt): Promise<Observation> {
    const { definition, now, signal } = attempt;
    try {
      const { outcome, message } = await definition.verify(
        this.#context(attempt),
      );
      return {
        type: 'verified',
        outcome,
        message,
        lookAgainAt: now + LOOK_AGAIN_MS,
        now,
      };
    } catch (error) {
      signal.throwIfAborted();
      const failure = failureOf(error, { now, attempts: 1 });
      return {
        type: 'verified',
        outcome: failure.retriable ? 'not-yet' : 'failed',
        message: failure.message,
        lookAgainAt: failure.retryAt,
        now,
      };
    }
  }

  #context(
    { operation, now, signal: claimed }: Attempt,
    step?: StepRecord,
  ): RunContext<unknown> {
    const { clients, childrenOf, targets } = this.#options;
    const { target, startedAt = now } = operation;
    const signal = AbortSignal.any([
      claimed,
      AbortSignal.timeout(ATTEMPT_TIMEOUT_MS),
    ]);
    return {
      ...targets.placeOf(target),
      target: target as RunContext<unknown>['target'],
      input: operation.input,
      operationId: operation.id,
      requestedBy: operation.requestedBy,
      reason: operation.reason,
      args: step?.args ?? {},
      cluster: guarded(clients.client(target.cluster), signal),
      startedAt: new Date(startedAt),
      now: new Date(now),
      resultOf: id => operation.steps.find(one => one.id === id)?.result,
      isCommanded: command =>
        operation.commands.some(said => said.command === command),
      children: childrenOf(operation),
      signal,
    };
  }
}
