import type { LoggerService } from '@backstage/backend-plugin-api';
import type { MetricsService } from '@backstage/backend-plugin-api/alpha';
import type { EventsService } from '@backstage/plugin-events-node';
import type {
  ClustersService,
  LiveReaders,
  Unsubscribe,
} from '@groundcrew/plugin-clusters-node';
import {
  createEvidenceReader,
  type EvidenceSource,
} from '@groundcrew/plugin-faults-node';
import type { EvidenceOver } from '../engine/ReadingEvidence';
import { UnknownKindError } from '../engine/UnknownKindError';
import type { EntityLinks } from '../entities';
import { CatalogDependencies } from './CatalogDependencies';
import { ConnectionChecks } from './ConnectionChecks';
import { EvidenceInstruments } from './EvidenceInstruments';
import type { Evidence, OnLearnt } from './Evidence';
import { LiveLogs } from './LiveLogs';
import { LiveUsage } from './LiveUsage';
import { ModuleEvidence } from './ModuleEvidence';
import { nodeComponents } from './nodeComponents';

/** Options of {@link LiveEvidence.create}. */
export interface LiveEvidenceOptions {
  clusters: ClustersService;
  events: EventsService;
  links: EntityLinks;
  logger: LoggerService;
  metrics: MetricsService;
  readers: LiveReaders;
  /** What modules bring. */
  sources?: readonly EvidenceSource[];
}

/** What is known of linked clusters beside their objects, from every source that there is. */
export class LiveEvidence implements Evidence {
  readonly #options: LiveEvidenceOptions;
  readonly #listeners = new Set<OnLearnt>();
  readonly #instruments: EvidenceInstruments;
  readonly #logs: LiveLogs;
  readonly #usage = new Map<string, LiveUsage>();
  readonly #dependencies: CatalogDependencies;
  readonly #connections: ConnectionChecks;
  readonly #modules: ModuleEvidence;
  #unsubscribe: Unsubscribe = () => {};

  static create(options: LiveEvidenceOptions): LiveEvidence {
    return new LiveEvidence(options);
  }

  private constructor(options: LiveEvidenceOptions) {
    const { clusters, links, metrics, readers } = options;
    this.#options = options;
    const onLearnt: OnLearnt = (cluster, keys) => this.#learnt(cluster, keys);
    this.#instruments = EvidenceInstruments.create({
      metrics,
      held: () => this.#logs.held,
    });
    this.#logs = LiveLogs.create({
      readers,
      instruments: this.#instruments,
      onLearnt,
    });
    this.#connections = ConnectionChecks.create({ ...options, onLearnt });
    this.#modules = ModuleEvidence.create(options.sources ?? []);
    this.#dependencies = CatalogDependencies.create({
      clusters,
      links,
      onLearnt,
    });
  }

  start(): void {
    this.#dependencies.start();
    this.#connections.start();
    this.#unsubscribe = this.#modules.subscribe((cluster, keys) =>
      this.#learnt(cluster, keys),
    );
  }

  stop(): void {
    this.#unsubscribe();
    this.#dependencies.stop();
    this.#connections.stop();
    this.#logs.stop();
    for (const cluster of [...this.#usage.keys()]) {
      this.#forgetUsage(cluster);
    }
  }

  over(cluster: string): EvidenceOver {
    return store =>
      this.#modules.beside(
        createEvidenceReader({
          logsOf: key => {
            const pod = asFarAsKnown(() => store.get('Pod', key));
            return pod && this.#logs.excerptsOf(cluster, pod);
          },
          componentsOf: node => asFarAsKnown(() => nodeComponents(store, node)),
          connectivityOf: service => this.#connections.of(cluster, service),
          dependenciesOf: workload => this.#dependencies.of(cluster, workload),
          signals: () => this.#usageOf(cluster).signals() ?? [],
          signalsOf: ({ kind, name, namespace }) =>
            this.#usageOf(cluster)
              .signals()
              ?.filter(
                ({ object }) =>
                  object.kind === kind &&
                  object.name === name &&
                  object.namespace === namespace,
              ),
        }),
        cluster,
      );
  }

  forget(cluster: string): void {
    this.#logs.forget(cluster);
    this.#dependencies.forget(cluster);
    this.#forgetUsage(cluster);
  }

  subscribe(onLearnt: OnLearnt): Unsubscribe {
    this.#listeners.add(onLearnt);
    return () => this.#listeners.delete(onLearnt);
  }

  #learnt(cluster: string, keys: readonly string[]): void {
    for (const listener of this.#listeners) {
      listener(cluster, keys);
    }
  }

  #usageOf(cluster: string): LiveUsage {
    let usage = this.#usage.get(cluster);
    if (!usage) {
      usage = LiveUsage.create({
        ...this.#options,
        cluster,
        instruments: this.#instruments,
        onLearnt: keys => this.#learnt(cluster, keys),
      });
      this.#usage.set(cluster, usage);
    }
    return usage;
  }

  #forgetUsage(cluster: string): void {
    this.#usage.get(cluster)?.stop();
    this.#usage.delete(cluster);
  }
}

/** Where a kind is not known whole, nobody knows; a detector may know enough all the same. */
function asFarAsKnown<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof UnknownKindError) {
      return undefined;
    }
    throw error;
  }
}
