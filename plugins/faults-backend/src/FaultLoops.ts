import type {
  AuthService,
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import type { MetricsService } from '@backstage/backend-plugin-api/alpha';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { EventsService } from '@backstage/plugin-events-node';
import type { Leases } from '@groundcrew/controller';
import type {
  ClustersService,
  LiveReaders,
  Unsubscribe,
} from '@groundcrew/plugin-clusters-node';
import type {
  EvidenceSource,
  FaultDetector,
} from '@groundcrew/plugin-faults-node';
import type { Knex } from 'knex';
import { ChangeJournal, DatabaseChangeStore } from './changes';
import { Diagnoses } from './diagnosis/Diagnoses';
import { EntityLinks } from './entities';
import { LiveEvidence } from './evidence';
import { ClusterOwnership } from './incidents/ClusterOwnership';
import type { IncidentAnnouncer } from './incidents/IncidentAnnouncer';
import { IncidentExplainer } from './incidents/IncidentExplainer';
import { IncidentHousekeeping } from './incidents/IncidentHousekeeping';
import { IncidentInstruments } from './incidents/IncidentInstruments';
import { IncidentKeeper } from './incidents/IncidentKeeper';
import type { IncidentSettings } from './incidents/IncidentSettings';
import type { IncidentStore } from './incidents/IncidentStore';
import type { MuteStore } from './incidents/MuteStore';
import { HealthJournal, type DatabaseHealthStore } from './reliability';

/** Options of {@link FaultLoops.create}. */
export interface FaultLoopsOptions {
  announcer: IncidentAnnouncer;
  auth: AuthService;
  catalog: CatalogService;
  clusters: ClustersService;
  detectors: readonly FaultDetector[];
  events: EventsService;
  health: DatabaseHealthStore;
  knex: Knex;
  leases: Leases;
  /** See {@link ClusterOwnership}. */
  leaseMs?: number;
  logger: LoggerService;
  metrics: MetricsService;
  mutes: MuteStore;
  readers: LiveReaders;
  scheduler: SchedulerService;
  settings: IncidentSettings;
  /** Evidence that modules bring. */
  sources?: readonly EvidenceSource[];
  store: IncidentStore;
}

/** Everything that goes on without being asked: detection, incidents, and the journals of changes and of health. */
export class FaultLoops {
  readonly diagnoses: Diagnoses;
  readonly #options: FaultLoopsOptions;
  readonly #changes: ChangeJournal;
  readonly #evidence: LiveEvidence;
  readonly #health: HealthJournal;
  readonly #keeper: IncidentKeeper;
  readonly #links: EntityLinks;
  readonly #ownership: ClusterOwnership;
  readonly #listeners = new Set<(cluster: string) => void>();
  #unsubscribe: Unsubscribe[] = [];

  static create(options: FaultLoopsOptions): FaultLoops {
    return new FaultLoops(options);
  }

  private constructor(options: FaultLoopsOptions) {
    const { announcer, clusters, knex } = options;
    this.#options = options;
    this.#links = EntityLinks.create(options);
    this.#evidence = LiveEvidence.create({ ...options, links: this.#links });
    this.diagnoses = Diagnoses.create({
      ...options,
      evidence: this.#evidence,
      onChange: cluster => this.wake(cluster),
    });
    this.#changes = ChangeJournal.create({
      ...options,
      store: DatabaseChangeStore.create({ knex }),
    });
    this.#ownership = ClusterOwnership.create({
      ...options,
      onOwned: cluster => this.wake(cluster),
    });
    this.#health = HealthJournal.create({
      ...options,
      store: options.health,
      isOwner: cluster => this.#ownership.owns(cluster),
    });
    this.#keeper = IncidentKeeper.create({
      ...options,
      diagnoses: this.diagnoses,
      explainer: IncidentExplainer.create({
        ...options,
        diagnoses: this.diagnoses,
        journal: this.#changes,
      }),
      instruments: IncidentInstruments.create(options),
      links: this.#links,
      ownership: this.#ownership,
      onChange: cluster => {
        announcer.announce();
        this.#tell(cluster);
      },
    });
    this.#unsubscribe = [
      clusters.subscribeToClusters(() => this.#wakeAll()),
      this.#links.subscribe(() => this.#wakeAll()),
    ];
  }

  async start(): Promise<void> {
    const { scheduler } = this.#options;
    this.#links.start();
    this.#evidence.start();
    this.#changes.start();
    this.diagnoses.start();
    this.#keeper.start();
    this.#health.start();
    this.#ownership.start();
    const housekeeping = IncidentHousekeeping.create(this.#options);
    await scheduler.scheduleTask({
      id: 'groundcrew-incidents-housekeeping',
      frequency: { hours: 1 },
      initialDelay: { minutes: 11 },
      timeout: { minutes: 10 },
      fn: () => housekeeping.run(),
    });
  }

  async stop(): Promise<void> {
    for (const unsubscribe of this.#unsubscribe.splice(0)) {
      unsubscribe();
    }
    this.#links.stop();
    this.diagnoses.stop();
    this.#evidence.stop();
    await this.#keeper.stop();
    await this.#health.stop();
    await this.#changes.stop();
    await this.#ownership.stop();
    this.#options.announcer.stop();
  }

  /** Has the incidents of a cluster looked at, where this process keeps them. */
  wake(cluster: string): void {
    if (this.#ownership.owns(cluster)) {
      this.#keeper.wake(cluster);
    }
  }

  /** People or others than this loop changed the incidents of a cluster. */
  changed(cluster: string): void {
    this.#options.announcer.announce();
    this.wake(cluster);
    this.#tell(cluster);
  }

  /** The clusters whose incidents this process keeps. */
  owned(): string[] {
    return this.#ownership.owned();
  }

  /** Told of the cluster whose incidents are not as they were, by this process. */
  subscribe(onChange: (cluster: string) => void): Unsubscribe {
    this.#listeners.add(onChange);
    return () => {
      this.#listeners.delete(onChange);
    };
  }

  #tell(cluster: string): void {
    for (const onChange of this.#listeners) {
      onChange(cluster);
    }
  }

  #wakeAll(): void {
    for (const cluster of this.#ownership.owned()) {
      this.#keeper.wake(cluster);
    }
  }
}
