import type { LoggerService } from '@backstage/backend-plugin-api';
import type { MetricsService } from '@backstage/backend-plugin-api/alpha';
import { Controller } from '@groundcrew/controller';
import type { ClusterClients } from '@groundcrew/plugin-clusters-node';
import {
  holdsTarget,
  isFinal,
  targetKey,
  type OperationTarget,
} from '@groundcrew/plugin-operations-common';
import type { OperationSettings } from '../config/OperationSettings';
import type { Assessor } from '../services/Assessor';
import type { OperationStore } from '../store/OperationStore';
import type { CatalogEntities } from '../targets/CatalogEntities';
import type { Targets } from '../targets/Targets';
import { ENGINE } from './auditEntryOf';
import { ChildStarter } from './ChildStarter';
import { Executor } from './Executor';
import type { OperationDefinitions } from './OperationDefinitions';
import type { OperationListener } from './OperationListener';
import { ReadinessCheck } from './ReadinessCheck';
import { StepRunner } from './StepRunner';
import { Transitions } from './Transitions';

/** How soon what another replica wrote, or what was lost with a process, is found. */
const RESYNC_MS = 10_000;

/** Options of {@link OperationEngine.create}. */
export interface OperationEngineOptions {
  assessor: Assessor;
  clients: ClusterClients;
  definitions: OperationDefinitions;
  entities: CatalogEntities;
  /** Is told of every transition of this process. */
  listener: OperationListener;
  logger: LoggerService;
  metrics: MetricsService;
  settings: OperationSettings;
  store: OperationStore;
  targets: Targets;
}

/** Carries all operations on for as long as the process lives. */
export class OperationEngine implements OperationListener {
  readonly transitions: Transitions;
  readonly #options: OperationEngineOptions;
  readonly #controller: Controller;

  static create(options: OperationEngineOptions): OperationEngine {
    return new OperationEngine(options);
  }

  private constructor(options: OperationEngineOptions) {
    const { settings, store } = options;
    this.#options = options;
    this.transitions = Transitions.create({
      store,
      listener: this,
      maxRunningPerCluster: settings.maxRunningPerCluster,
    });
    const starter = ChildStarter.create({
      ...options,
      transitions: this.transitions,
    });
    const executor = Executor.create({
      ...options,
      transitions: this.transitions,
      check: ReadinessCheck.create({
        ...options,
        automations: settings.automations,
      }),
      runner: StepRunner.create({
        ...options,
        childrenOf: parent => starter.childrenOf(parent),
      }),
    });
    this.#controller = Controller.create({
      name: 'groundcrew-operations',
      concurrency: 16,
      backoff: { initialMs: 200, maxMs: 10_000 },
      resync: { everyMs: RESYNC_MS, keys: () => store.activeIds() },
      reconcile: (id, context) => executor.reconcile(id, context),
      logger: options.logger,
      metrics: options.metrics,
    });
  }

  start(): void {
    this.#controller.start();
  }

  async stop(): Promise<void> {
    await this.#controller.stop();
  }

  operationChanged(
    change: Parameters<OperationListener['operationChanged']>[0],
  ): void {
    const { before, after } = change;
    this.#options.listener.operationChanged(change);
    // Whom a rule lets wait has no turn: those behind it must not wait for that rule, too.
    const isInLine = after.phase === 'queued' && after.wakeAt === undefined;
    const hasMadeRoom =
      before !== undefined &&
      (holdsTarget(before.phase) || before.phase === 'queued') &&
      !holdsTarget(after.phase) &&
      !isInLine;
    if (hasMadeRoom) {
      this.#wakeNext(after.target);
    }
    if (isFinal(after.phase) && after.parent) {
      this.#controller.enqueue(after.parent);
    }
    if (after.phase === 'succeeded' && after.undoes && !after.undoneBy) {
      this.#markUndone(after.undoes, after.id);
    }
    if (!isFinal(after.phase)) {
      this.#controller.enqueue(after.id);
    }
  }

  /** For those who look at the one that was taken back; nothing depends on it. */
  #markUndone(undone: string, by: string): void {
    const { logger, store } = this.#options;
    const mark = async () => {
      const record = await store.get(undone);
      const now = await store.now();
      if (record) {
        const seen = { type: 'taken-back' as const, by, now };
        await this.transitions.apply(record, seen, { actor: ENGINE });
      }
    };
    mark().catch(error =>
      logger.warn(
        `Operation ${undone} could not be marked as undone: ${error}`,
      ),
    );
  }

  /** Whichever replica took it: operations belong to none. */
  #wakeNext(target: OperationTarget): void {
    const { logger, store } = this.#options;
    const wake = async () => {
      const now = await store.now();
      const next = await Promise.all([
        store.firstForTarget(targetKey(target), now),
        store.firstForCluster(target.cluster, now),
      ]);
      for (const id of next) {
        if (id) {
          this.#controller.enqueue(id);
        }
      }
    };
    wake().catch(error =>
      logger.warn(
        `The next operation is not woken, and looks by itself in ${RESYNC_MS} ms: ${error}`,
      ),
    );
  }
}
