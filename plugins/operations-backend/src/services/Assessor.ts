import {
  actorName,
  targetKey,
  type Actor,
  type Impact,
  type Preview,
  type RuleVerdict,
  type TargetContext,
} from '@groundcrew/plugin-operations-common';
import type { ClusterClients } from '@groundcrew/plugin-clusters-node';
import type {
  OperationDefinition,
  PreviewContext,
} from '@groundcrew/plugin-operations-node';
import { dryRunning } from '../engine/clusterClientGuards';
import { previewOf } from '../engine/previewOf';
import { judge, type RuleBook, type RuleContext } from '../rules';
import type { OperationStore } from '../store/OperationStore';
import type { LocatedTarget } from '../targets/Targets';
import { onWhatThereIs } from './onWhatThereIs';

const HOUR_MS = 3_600_000;
const PREVIEW_TIMEOUT_MS = 20_000;

/** What is to be assessed. */
export interface AssessedOperation {
  definition: OperationDefinition;
  located: LocatedTarget;
  input: unknown;
  /** Undefined for one that was not submitted yet. */
  id?: string;
  actor: Actor;
  context: TargetContext;
  /** Entities that depend on the one that it is asked for. */
  dependents: readonly string[];
}

/** What began in a cluster within the last hour, seen from `now`: in milliseconds since 1970 by the database's clock. */
export type OperationHistory = Pick<RuleContext, 'now' | 'recent'>;

/** What an operation would do, and what speaks against it. The same for whoever looks at it, and for the executor. */
export class Assessor {
  readonly #clients: ClusterClients;
  readonly #rules: RuleBook;
  readonly #store: OperationStore;

  static create(options: {
    clients: ClusterClients;
    rules: RuleBook;
    store: OperationStore;
  }): Assessor {
    return new Assessor(options);
  }

  private constructor(options: {
    clients: ClusterClients;
    rules: RuleBook;
    store: OperationStore;
  }) {
    this.#clients = options.clients;
    this.#rules = options.rules;
    this.#store = options.store;
  }

  /** For previews and plans: whatever it changes is a dry run. */
  previewContext(
    { located, input }: Pick<AssessedOperation, 'located' | 'input'>,
    signal: AbortSignal,
  ): PreviewContext<unknown> {
    return {
      ...located,
      input,
      cluster: dryRunning(this.#clients.client(located.target.cluster), signal),
      signal,
    };
  }

  /** Asks the cluster what the operation would do. */
  async preview(
    assessed: AssessedOperation,
    signal: AbortSignal = AbortSignal.timeout(PREVIEW_TIMEOUT_MS),
  ): Promise<Preview> {
    const { definition, located, dependents, id } = assessed;
    const draft = await onWhatThereIs(() =>
      definition.preview(this.previewContext(assessed, signal)),
    );
    return previewOf(draft, {
      operation: definition.id,
      target: located.target,
      impacts: [
        ...dependentsImpact(dependents),
        ...(await this.#holderImpact(located, id)),
      ],
      now: new Date(await this.#store.now()),
    });
  }

  /** What rules look back on: the same for every verb in a cluster. */
  async history(cluster: string): Promise<OperationHistory> {
    const now = await this.#store.now();
    return {
      now,
      recent: await this.#store.startedSince(cluster, now - HOUR_MS),
    };
  }

  judge(
    assessed: AssessedOperation,
    preview: Preview | undefined,
    { now, recent }: OperationHistory,
  ): RuleVerdict[] {
    const { actor, context, dependents, id, located } = assessed;
    return judge({
      now,
      actor,
      target: context,
      recent: recent.filter(operation => operation.id !== id),
      settings: this.#rules.for(context.environment),
      store: located.store,
      preview,
      dependents,
    });
  }

  /** Who else is changing the target now. */
  async #holderImpact(
    { target }: LocatedTarget,
    id: string | undefined,
  ): Promise<Impact[]> {
    const holder = await this.#store.holderOf(targetKey(target));
    const record =
      holder && holder !== id ? await this.#store.get(holder) : undefined;
    return record
      ? [
          {
            severity: 'warning',
            code: 'changed-by-another',
            message: `"${record.title}" runs now, asked for by ${actorName(
              record.requestedBy,
            )}: this one would wait for it`,
          },
        ]
      : [];
  }
}

function dependentsImpact(dependents: readonly string[]): Impact[] {
  return dependents.length > 0
    ? [
        {
          severity: 'note',
          code: 'dependents',
          message: `${dependents.join(', ')} ${
            dependents.length === 1 ? 'depends' : 'depend'
          } on it`,
        },
      ]
    : [];
}
