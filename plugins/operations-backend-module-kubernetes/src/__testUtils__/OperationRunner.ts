import { deepStrictEqual, strictEqual } from 'node:assert';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  ClusterRequestError,
  type ClusterClient,
} from '@groundcrew/plugin-clusters-node';
import type { OperationTarget } from '@groundcrew/plugin-operations-common';
import type {
  ChildOperations,
  ChildState,
  OperationDefinition,
  OperationLimits,
  PlannedStep,
  PreviewContext,
  PreviewDraft,
  RunContext,
  UndoPlan,
  Verification,
} from '@groundcrew/plugin-operations-node';
import { kubernetesOperations } from '../operations';
import type { ConnectedCluster } from './ConnectedCluster';

type Target = OperationTarget & { uid: string };

/** What operations have of a cluster. */
type Cluster = Pick<ConnectedCluster, 'client' | 'store'>;

/** An operation under way, and what came of it. */
export interface Ran {
  preview: PreviewDraft;
  messages: string[];
  verification: Verification;
  undo?: UndoPlan;
  /** Takes its steps back, last one first, each of them twice. */
  takeBack(): Promise<void>;
}

/**
 * Takes the steps of the operations of Kubernetes as the engine would, only worse: the answer to every change is lost after it was made, so
 * that each step that changes something is taken at least twice; and each one that is done is taken once more.
 */
export class OperationRunner {
  readonly limits: OperationLimits = { maxReplicas: 20 };
  readonly #cluster: Cluster;
  #serial = 0;

  static on(cluster: Cluster): OperationRunner {
    return new OperationRunner(cluster);
  }

  private constructor(cluster: Cluster) {
    this.#cluster = cluster;
  }

  definition(id: string): OperationDefinition {
    return kubernetesOperations.find(each => each.id === id)!;
  }

  unsuitable(id: string, target: OperationTarget): string | undefined {
    const { store } = this.#cluster;
    return this.definition(id).unsuitable?.({
      target,
      store,
      limits: this.limits,
    });
  }

  async preview(
    id: string,
    target: Target,
    input: object = {},
  ): Promise<PreviewDraft> {
    const definition = this.definition(id);
    return definition.preview(this.#previewContext(definition, target, input));
  }

  /**
   * @param onWait - called whenever a step waits, with its message
   * @throws Error with the message of the step that failed
   */
  async run(
    id: string,
    target: Target,
    input: object = {},
    onWait: (message: string) => Promise<void> | void = () => {},
  ): Promise<Ran> {
    const definition = this.definition(id);
    const before = this.#previewContext(definition, target, input);
    const preview = await definition.preview(before);
    const again = await definition.preview(before);
    deepStrictEqual(
      again.changes.map(({ after }) => after),
      preview.changes.map(({ after }) => after),
    );
    const operationId = `operation-${Date.now()}-${(this.#serial += 1)}`;
    const startedAt = new Date();
    const results = new Map<string, unknown>();
    const resultOf = (step: string) => results.get(step);
    const contextOf = (
      args: PlannedStep['args'] = {},
    ): RunContext<unknown> => ({
      ...before,
      operationId,
      requestedBy: { type: 'user', entityRef: 'user:default/dana' },
      reason: 'tried out',
      args,
      startedAt,
      now: new Date(),
      resultOf,
      isCommanded: () => false,
      children: this.#children(operationId),
    });
    // As the engine keeps them.
    const plan: PlannedStep[] = JSON.parse(
      JSON.stringify(await definition.plan(before)),
    );
    const messages: string[] = [];
    const begun: PlannedStep[] = [];
    const takeBack = async () => {
      for (const { id: step, step: name = step, args } of begun.reverse()) {
        const { undo } = definition.steps[name];
        if (undo) {
          const ctx = contextOf(args);
          await retried(() =>
            undo({ ...ctx, cluster: losingAnswers(ctx.cluster) }),
          );
          await undo(ctx);
        }
      }
    };
    for (const planned of plan) {
      const { id: step, step: name = step, args } = planned;
      begun.push(planned);
      const take = () =>
        retried(() => {
          const ctx = contextOf(args);
          return definition.steps[name].run({
            ...ctx,
            cluster: losingAnswers(ctx.cluster),
          });
        });
      let outcome = await take();
      for (let waits = 0; outcome.outcome === 'waits'; waits += 1) {
        if (waits > 400) {
          throw new Error(`${step} waited for too long: ${outcome.message}`);
        }
        await onWait(outcome.message);
        await sleep(Math.min(outcome.forMs, 100));
        outcome = await take();
      }
      if (outcome.outcome === 'failed') {
        throw Object.assign(new Error(outcome.message), { takeBack });
      }
      messages.push(outcome.message ?? '');
      results.set(
        step,
        outcome.result && JSON.parse(JSON.stringify(outcome.result)),
      );
      strictEqual((await take()).outcome, 'done');
    }
    let verification = await definition.verify(contextOf());
    for (let looks = 0; verification.outcome === 'not-yet'; looks += 1) {
      if (looks > 400) {
        break;
      }
      await sleep(100);
      verification = await definition.verify(contextOf());
    }
    const undo = definition.undo?.({ ...contextOf(), resultOf });
    return { preview, messages, verification, undo, takeBack };
  }

  #previewContext(
    definition: OperationDefinition,
    target: Target,
    input: object,
  ): PreviewContext<unknown> {
    const { client, store } = this.#cluster;
    return {
      target,
      environment: 'dev',
      store,
      input: definition.input.parse(input),
      cluster: client,
      limits: this.limits,
      signal: new AbortController().signal,
    };
  }

  /** Parts run at once and beside each other, as they would. */
  #children(parent: string): ChildOperations {
    return {
      start: async (key, { operation, target, input }) => {
        const id = `${parent}/${key}`;
        const known = this.#started.get(id);
        if (known) {
          return known;
        }
        const state: ChildState = {
          id,
          phase: 'running',
          phaseReason: 'begun',
        };
        this.#started.set(id, state);
        this.run(operation, target as Target, input, message => {
          state.phaseReason = message;
        }).then(
          ({ verification }) => {
            state.phase = 'succeeded';
            state.phaseReason = verification.message;
          },
          error => {
            state.phase = 'failed';
            state.phaseReason = String(error);
          },
        );
        return state;
      },
    };
  }

  readonly #started = new Map<string, ChildState>();
}

/** A client whose first change is made, while its answer does not arrive. */
function losingAnswers(client: ClusterClient): ClusterClient {
  const lost = async <T>(change: Promise<T>): Promise<T> => {
    await change;
    throw new ClusterRequestError('unreachable', 'the connection broke');
  };
  return {
    get: (...args) => client.get(...args),
    list: (...args) => client.list(...args),
    patch: (...args) => lost(client.patch(...args)),
    create: (...args) => lost(client.create(...args)),
    delete: (...args) => lost(client.delete(...args)),
    evict: (...args) => lost(client.evict(...args)),
    connect: (...args) => client.connect(...args),
  };
}

async function retried<T>(attempt: () => Promise<T>): Promise<T> {
  for (let attempts = 1; ; attempts += 1) {
    try {
      return await attempt();
    } catch (error) {
      const isRetriable =
        error instanceof ClusterRequestError &&
        ['unreachable', 'conflict', 'throttled'].includes(error.failure);
      if (!isRetriable || attempts > 8) {
        throw error;
      }
    }
  }
}
