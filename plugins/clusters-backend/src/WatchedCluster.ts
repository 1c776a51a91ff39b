import type { LoggerService } from '@backstage/backend-plugin-api';
import { WATCHED_KINDS } from '@groundcrew/plugin-clusters-common';
import type {
  ClusterDescription,
  ClusterFeed,
  ClusterWriter,
} from '@groundcrew/plugin-clusters-node';
import { GatewayClusterClient } from './client';
import {
  KubeConfigClusterGateway,
  type AddressPolicy,
  type ClusterGateway,
} from './gateway';
import { credentialsExpireAt, HealthMonitor } from './health';
import type { ClusterConnection } from './locators';
import { GatewayLiveReader } from './live';
import type { ClusterInstruments } from './metrics';
import {
  ClusterReflector,
  Slots,
  type KindSink,
  type ReflectorObserver,
  type ReflectorTiming,
} from './reflector';

const LISTS_PER_PROCESS = 8;

const silent: ReflectorObserver = {
  listed: () => {},
  failed: () => {},
  watchOpened: () => {},
  watchClosed: () => {},
  delivered: () => {},
};

/** Options of {@link WatchedCluster.start}. */
export interface WatchedClusterOptions {
  description: ClusterDescription;
  connection: ClusterConnection;
  feed: ClusterFeed;
  logger: LoggerService;
  /** For connections whose address is untrusted. Default: the strict one. */
  addressPolicy?: AddressPolicy;
  /** Shared by the clusters of a process. Default: slots of its own. */
  processSlots?: Slots;
  /** Left out, nothing is measured. */
  instruments?: ClusterInstruments;
  timing?: Partial<ReflectorTiming>;
}

/** One cluster that is being watched: its gateway, and what keeps its part of the hub in step with it. */
export class WatchedCluster {
  readonly #name: string;
  readonly #feed: ClusterFeed;
  readonly #gateway: KubeConfigClusterGateway;
  readonly #health: HealthMonitor;
  readonly #reflector: ClusterReflector;

  private constructor(options: WatchedClusterOptions) {
    const { description, connection, feed, logger, instruments } = options;
    const { name, provider, region, kinds = WATCHED_KINDS } = description;
    const writer = feed.addCluster(description);
    const health = HealthMonitor.create({
      kinds: kinds.map(({ kind }) => kind),
      provider,
      region,
      credentialsExpireAt: credentialsExpireAt(connection),
      publish: update => writer.updateState(update),
    });
    this.#name = name;
    this.#feed = feed;
    this.#health = health;
    this.#gateway = KubeConfigClusterGateway.create({
      connection,
      addressPolicy: options.addressPolicy,
      onOutcome: outcome => {
        health.requested(outcome);
        instruments?.requested(name, outcome);
      },
    });
    writer.provideClient(
      GatewayClusterClient.create({ gateway: this.#gateway }),
    );
    writer.provideLiveReader(
      GatewayLiveReader.create({ gateway: this.#gateway }),
    );
    this.#reflector = ClusterReflector.create({
      gateway: this.#gateway,
      processSlots: options.processSlots ?? Slots.create(LISTS_PER_PROCESS),
      timing: options.timing,
      kinds,
      sinkOf: ({ kind }) => health.tap(kind, writerSink(writer, kind)),
      observer: instruments?.reflectorObserver(name) ?? silent,
      listener: {
        answered: durationMs => {
          writer.observed(new Date());
          health.answered(durationMs);
        },
        failed: () => {},
        version: version => writer.updateState({ version }),
        crashed: error => {
          logger.error(`Cluster ${name} is not watched any more: ${error}`);
          writer.updateState({
            state: 'unreachable',
            message: 'the watch ended by a mistake of Groundcrew: see its log',
          });
        },
        changed: (state, message) => {
          writer.updateState({ state, message });
          health.stateChanged(state, message);
          if (state === 'live') {
            logger.info(`Cluster ${name} is live`);
          } else {
            logger.warn(`Cluster ${name} is ${state}: ${message}`);
          }
        },
      },
    });
  }

  /**
   * Adds the cluster to the hub and begins to watch it; does not wait until it answers.
   *
   * @throws ConflictError when the hub has a cluster of that name
   */
  static start(options: WatchedClusterOptions): WatchedCluster {
    const watched = new WatchedCluster(options);
    watched.#reflector.start();
    return watched;
  }

  get gateway(): ClusterGateway {
    return this.#gateway;
  }

  /** Takes the cluster out of the hub and closes its connections. */
  async stop(): Promise<void> {
    this.#health.stop();
    this.#feed.removeCluster(this.#name);
    const stopping = this.#reflector.stop();
    this.#gateway.close();
    await stopping;
  }
}

function writerSink(writer: ClusterWriter, kind: string): KindSink {
  return {
    replace: async pages => {
      await writer.replace(kind, pages);
    },
    apply: (type, object) => writer.apply(kind, type, object),
    clear: () => writer.clear(kind),
    report: update => writer.setKindState(kind, update),
    observed: at => writer.observed(at, kind),
  };
}
