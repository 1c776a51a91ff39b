import type { LoggerService } from '@backstage/backend-plugin-api';
import type { MetricsService } from '@backstage/backend-plugin-api/alpha';
import type {
  ClustersService,
  LiveReaders,
  Unsubscribe,
} from '@groundcrew/plugin-clusters-node';
import { createEvidenceReader } from '@groundcrew/plugin-faults-node';
import type { EvidenceOver } from '../engine/ReadingEvidence';
import type { EntityLinks } from '../entities';
import { CatalogDependencies } from './CatalogDependencies';
import { EvidenceInstruments } from './EvidenceInstruments';
import type { EvidenceSource, OnLearnt } from './EvidenceSource';
import { LiveLogs } from './LiveLogs';

/** Options of {@link LiveEvidence.create}. */
export interface LiveEvidenceOptions {
  clusters: ClustersService;
  links: EntityLinks;
  logger: LoggerService;
  metrics: MetricsService;
  readers: LiveReaders;
}

/** What is known of linked clusters beside their objects, from every source that there is. */
export class LiveEvidence implements EvidenceSource {
  readonly #listeners = new Set<OnLearnt>();
  readonly #logs: LiveLogs;
  readonly #dependencies: CatalogDependencies;

  static create(options: LiveEvidenceOptions): LiveEvidence {
    return new LiveEvidence(options);
  }

  private constructor({
    clusters,
    links,
    metrics,
    readers,
  }: LiveEvidenceOptions) {
    const onLearnt: OnLearnt = (cluster, keys) => {
      for (const listener of this.#listeners) {
        listener(cluster, keys);
      }
    };
    const instruments = EvidenceInstruments.create({
      metrics,
      held: () => this.#logs.held,
    });
    this.#logs = LiveLogs.create({ readers, instruments, onLearnt });
    this.#dependencies = CatalogDependencies.create({
      clusters,
      links,
      onLearnt,
    });
  }

  start(): void {
    this.#dependencies.start();
  }

  stop(): void {
    this.#dependencies.stop();
    this.#logs.stop();
  }

  over(cluster: string): EvidenceOver {
    return store =>
      createEvidenceReader({
        logsOf: key => {
          const pod = store.get('Pod', key);
          return pod && this.#logs.excerptsOf(cluster, pod);
        },
        dependenciesOf: workload => this.#dependencies.of(cluster, workload),
      });
  }

  forget(cluster: string): void {
    this.#logs.forget(cluster);
    this.#dependencies.forget(cluster);
  }

  subscribe(onLearnt: OnLearnt): Unsubscribe {
    this.#listeners.add(onLearnt);
    return () => this.#listeners.delete(onLearnt);
  }
}
