import type { LoggerService } from '@backstage/backend-plugin-api';
import type { MetricsService } from '@backstage/backend-plugin-api/alpha';
import { Controller, type ReconcileResult } from '@groundcrew/controller';
import type { ClustersService } from '@groundcrew/plugin-clusters-node';
import type { Diagnoses } from '../diagnosis/Diagnoses';
import { findingKey } from '../engine/mergeFindings';
import type { EntityLinks } from '../entities';
import type { ClusterOwnership } from './ClusterOwnership';
import { followIncidents, type IncidentStep } from './followIncidents';
import type { IncidentExplainer } from './IncidentExplainer';
import type { IncidentInstruments } from './IncidentInstruments';
import type { IncidentRecord } from './IncidentRecord';
import type { IncidentSettings } from './IncidentSettings';
import type { IncidentStore } from './IncidentStore';
import { judgeCause } from './judgeCause';
import type { JudgedCause } from './JudgedCause';
import type { MuteStore } from './MuteStore';
import { writeOnLatest } from './writeOnLatest';

/** What a lost wake-up would have said is seen after so long at the latest. */
const RESYNC_MS = 10_000;

/** Options of {@link IncidentKeeper.create}. */
export interface IncidentKeeperOptions {
  clusters: ClustersService;
  diagnoses: Pick<Diagnoses, 'diagnosisOf'>;
  explainer: Pick<IncidentExplainer, 'explain'>;
  instruments: Pick<IncidentInstruments, 'counted' | 'forgot' | 'wrote'>;
  links: Pick<EntityLinks, 'entitiesOfWorkload'>;
  logger: LoggerService;
  metrics: MetricsService;
  mutes: MuteStore;
  ownership: Pick<ClusterOwnership, 'owned' | 'owns'>;
  settings: IncidentSettings;
  store: IncidentStore;
  /** Told of the cluster whose incidents are not as they were. */
  onChange(cluster: string): void;
  /** Milliseconds since 1970; the clock of this process by default. */
  now?: () => number;
}

/** Keeps the incidents of the clusters that this process owns in step with what is wrong there. */
export class IncidentKeeper {
  readonly #options: IncidentKeeperOptions;
  readonly #controller: Controller;
  readonly #now: () => number;
  /** Of each cluster, since when its causes stand. */
  readonly #standing = new Map<string, Map<string, number>>();

  static create(options: IncidentKeeperOptions): IncidentKeeper {
    return new IncidentKeeper(options);
  }

  private constructor(options: IncidentKeeperOptions) {
    const { logger, metrics, ownership } = options;
    this.#options = options;
    this.#now = options.now ?? Date.now;
    this.#controller = Controller.create({
      name: 'groundcrew-incidents',
      backoff: { initialMs: 100, maxMs: 10_000 },
      resync: { everyMs: RESYNC_MS, keys: async () => ownership.owned() },
      reconcile: cluster => this.#reconcile(cluster),
      logger,
      metrics,
    });
  }

  start(): void {
    this.#controller.start();
  }

  async stop(): Promise<void> {
    await this.#controller.stop();
  }

  /** Has a cluster looked at, now. */
  wake(cluster: string): void {
    this.#controller.enqueue(cluster);
  }

  async #reconcile(cluster: string): Promise<ReconcileResult | void> {
    const { clusters, diagnoses, mutes, ownership } = this.#options;
    const { settings, store } = this.#options;
    const isLinked = clusters.clusters().some(({ name }) => name === cluster);
    if (!ownership.owns(cluster) || !isLinked) {
      this.#standing.delete(cluster);
      this.#options.instruments.forgot(cluster);
      return undefined;
    }
    const startedAt = this.#now();
    const { current, recent } = await store.ofCluster(
      cluster,
      startedAt - settings.reopenMs,
    );
    this.#options.instruments.counted(cluster, current);
    const activeMutes = await mutes.active(startedAt);
    // What is wrong is read last: it may not be older than what was decided on it before.
    const { causes, isComplete } = diagnoses.diagnosisOf(cluster);
    const now = this.#now();
    const judged = this.#judge(cluster, causes, activeMutes, now);
    const { lookAgainAt, steps } = followIncidents({
      current,
      recent,
      causes: judged,
      isComplete,
      now,
      settings,
    });
    const written = await this.#write(steps);
    if (written.length > 0) {
      this.#options.onChange(cluster);
    }
    const wasLate = written.length < steps.length;
    await this.#explain(cluster, judged, written);
    const againInMs = wasLate
      ? 0
      : lookAgainAt && Math.max(lookAgainAt - this.#now(), 0);
    return { againInMs };
  }

  #judge(
    cluster: string,
    causes: ReturnType<Diagnoses['diagnosisOf']>['causes'],
    mutes: Awaited<ReturnType<MuteStore['active']>>,
    now: number,
  ): JudgedCause[] {
    const before = this.#standing.get(cluster);
    const standing = new Map<string, number>();
    const judged = causes
      .filter(({ verdict }) => verdict === 'cause')
      .map(cause => {
        const key = findingKey(cause.finding);
        const standsSince = before?.get(key) ?? now;
        standing.set(key, standsSince);
        return judgeCause(cause, { ...this.#options, mutes, standsSince });
      });
    this.#standing.set(cluster, standing);
    return judged;
  }

  /** @returns what could be written: somebody may have been faster */
  async #write(steps: readonly IncidentStep[]): Promise<IncidentRecord[]> {
    const { instruments, store } = this.#options;
    const written: IncidentRecord[] = [];
    // What is resolved makes room for what opens with the same cause.
    for (const step of [...steps].sort(byEnd)) {
      const record =
        step.type === 'open'
          ? await store.open(step.draft, step.entries)
          : await store.write(step.record, step.entries);
      if (record) {
        written.push(record);
        instruments.wrote(record, step.entries);
      }
    }
    return written;
  }

  /** What takes longer to find out is written afterwards: nobody has to wait for it to know that something is wrong. */
  async #explain(
    cluster: string,
    judged: readonly JudgedCause[],
    written: readonly IncidentRecord[],
  ): Promise<void> {
    const { explainer, onChange, store } = this.#options;
    const byKey = new Map(judged.map(cause => [cause.key, cause]));
    let hasChanged = false;
    for (const record of written) {
      const cause = byKey.get(record.key);
      if (cause && record.resolvedAt === undefined) {
        const explanation = await explainer.explain(record, cause.cause);
        if (
          JSON.stringify(explanation) !== JSON.stringify(record.explanation)
        ) {
          // Whoever heard of the incident may have written on it meanwhile.
          await writeOnLatest(store, record, latest =>
            latest.resolvedAt === undefined
              ? { record: { ...latest, explanation }, entries: [] }
              : undefined,
          );
          hasChanged = true;
        }
      }
    }
    if (hasChanged) {
      onChange(cluster);
    }
  }
}

function byEnd(one: IncidentStep, other: IncidentStep): number {
  return Number(ends(other)) - Number(ends(one));
}

function ends(step: IncidentStep): boolean {
  return step.type === 'write' && step.record.resolvedAt !== undefined;
}
