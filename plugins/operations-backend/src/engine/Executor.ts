import type { LoggerService } from '@backstage/backend-plugin-api';
import { whileRenewed, type ReconcileResult } from '@groundcrew/controller';
import { isFinal, targetKey } from '@groundcrew/plugin-operations-common';
import type { Claim, OperationStore } from '../store/OperationStore';
import type { Targets } from '../targets/Targets';
import { ENGINE } from './auditEntryOf';
import { effectOf, type Effect } from './effectOf';
import type { Observation } from './Observation';
import type { OperationDefinitions } from './OperationDefinitions';
import type { OperationRecord } from './OperationRecord';
import { unknownDefinition, type ReadinessCheck } from './ReadinessCheck';
import type { StepRunner } from './StepRunner';
import type { Transitions } from './Transitions';

/** How long an operation is another replica's after that has ended without a word. */
const CLAIM_MS = 15_000;
/** Another look this soon is worth keeping the claim for. */
const KEEP_CLAIM_MS = 5_000;
/** How soon an operation that found its target held looks again, should nobody wake it. */
const BLOCKED_MS = 10_000;

const LOOK_FOR_CLUSTER_AGAIN_MS = 500;

/** Options of {@link Executor.create}. */
export interface ExecutorOptions {
  check: ReadinessCheck;
  definitions: OperationDefinitions;
  logger: LoggerService;
  runner: StepRunner;
  store: OperationStore;
  targets: Pick<Targets, 'isBeingRead'>;
  transitions: Transitions;
}

/** Carries operations on, each from where it is: the only place with effects. */
export class Executor {
  readonly #options: ExecutorOptions;

  static create(options: ExecutorOptions): Executor {
    return new Executor(options);
  }

  private constructor(options: ExecutorOptions) {
    this.#options = options;
  }

  /** Does what is to be done for one operation now, and says when to look again. */
  async reconcile(
    id: string,
    { signal }: { signal: AbortSignal },
  ): Promise<ReconcileResult | void> {
    const { logger, store } = this.#options;
    const claim = await store.claim(id, CLAIM_MS);
    if (!claim) {
      // Somebody else works on it, or it is not there.
      return (await store.get(id)) ? { againInMs: CLAIM_MS } : undefined;
    }
    let result: ReconcileResult | void = undefined;
    try {
      result = await whileRenewed({
        name: `claim on operation ${id}`,
        forMs: CLAIM_MS,
        renew: async () =>
          (await store.claim(id, CLAIM_MS))?.fencing === claim.fencing,
        logger,
        signal,
        work: held => this.#carryOn(id, claim, held),
      });
      return result;
    } finally {
      const isSoonAgain =
        result?.againInMs !== undefined && result.againInMs <= KEEP_CLAIM_MS;
      if (!isSoonAgain || signal.aborted) {
        await store.release(claim);
      }
    }
  }

  async #carryOn(
    id: string,
    claim: Claim,
    signal: AbortSignal,
  ): Promise<ReconcileResult | void> {
    const { store, transitions } = this.#options;
    for (;;) {
      const operation = await store.get(id);
      if (!operation || isFinal(operation.phase)) {
        return undefined;
      }
      signal.throwIfAborted();
      const now = await store.now();
      const effect = effectOf(operation, now);
      if (effect.do === 'rest') {
        return effect.until === undefined
          ? undefined
          : { againInMs: Math.max(0, effect.until - now) };
      }
      if (this.#isTooEarly(operation, effect)) {
        return { againInMs: LOOK_FOR_CLUSTER_AGAIN_MS };
      }
      if (
        effect.do === 'check' &&
        (await this.#isAfterOthers(operation, now))
      ) {
        return { againInMs: BLOCKED_MS };
      }
      const seen = await this.#perform(operation, effect, {
        claim,
        now,
        signal,
      });
      if (seen === 'changed') {
        continue;
      }
      if (seen === 'claim-lost') {
        return { againInMs: CLAIM_MS };
      }
      const moved = await transitions.apply(operation, seen, {
        actor: ENGINE,
        claim,
      });
      switch (moved.result) {
        case 'claim-lost':
          return { againInMs: CLAIM_MS };
        case 'blocked':
          return { againInMs: BLOCKED_MS };
        case 'stayed': {
          const { wakeAt } = moved.record;
          return { againInMs: Math.max(250, (wakeAt ?? now + 1_000) - now) };
        }
        default:
      }
    }
  }

  /** Whether it needs its cluster, and this process does not know yet what that holds. */
  #isTooEarly({ target }: OperationRecord, effect: Effect): boolean {
    return (
      effect.do !== 'stop' &&
      effect.do !== 'expire' &&
      this.#options.targets.isBeingRead(target.cluster)
    );
  }

  /** Whether another one holds its target, or came before it. To ask costs less than a look at the cluster. */
  async #isAfterOthers(
    { id, target }: OperationRecord,
    now: number,
  ): Promise<boolean> {
    const { store } = this.#options;
    const key = targetKey(target);
    if ((await store.holderOf(key)) !== undefined) {
      return true;
    }
    const first = await store.firstForTarget(key, now);
    return first !== undefined && first !== id;
  }

  /** @returns `changed` when the operation has to be looked at anew, `claim-lost` when it is somebody else's now */
  async #perform(
    operation: OperationRecord,
    effect: Effect,
    options: { claim: Claim; now: number; signal: AbortSignal },
  ): Promise<Observation | 'changed' | 'claim-lost'> {
    const { check, definitions, runner } = this.#options;
    const { now, signal } = options;
    switch (effect.do) {
      case 'check':
        return await check.check(operation, now, signal);
      case 'stop':
        return { type: 'stopped', now };
      case 'expire':
        return { type: 'time', now };
      default:
    }
    const definition = definitions.find(operation.operation);
    if (!definition || definition.version !== operation.definitionVersion) {
      return unknownDefinition(operation, now);
    }
    const attempt = { operation, definition, now, signal };
    if (effect.do !== 'run' && effect.do !== 'undo') {
      return await runner.verify(attempt);
    }
    const begun = await this.#begin(operation, effect, options);
    if (typeof begun === 'string') {
      return begun;
    }
    const begunAttempt = { ...attempt, operation: begun };
    return effect.do === 'run'
      ? await runner.run(begunAttempt, effect.step)
      : await runner.undo(begunAttempt, effect.step);
  }

  /** Writes down that an attempt begins, before it may have any effect. To look again at what is awaited is no attempt. */
  async #begin(
    operation: OperationRecord,
    effect: Extract<Effect, { do: 'run' | 'undo' }>,
    { claim, now }: { claim: Claim; now: number },
  ): Promise<OperationRecord | 'changed' | 'claim-lost'> {
    if (effect.do === 'run' && effect.step.status === 'waiting') {
      return operation;
    }
    const moved = await this.#options.transitions.apply(
      operation,
      {
        type: effect.do === 'run' ? 'step-began' : 'undo-began',
        step: effect.step.id,
        now,
      },
      { actor: ENGINE, claim },
    );
    if (moved.result === 'claim-lost') {
      return 'claim-lost';
    }
    // What changed nothing did not begin: somebody else has stopped it, or went on with it.
    return moved.result === 'moved' ? moved.record : 'changed';
  }
}
