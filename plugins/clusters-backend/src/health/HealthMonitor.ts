import type {
  ClusterView,
  KindState,
} from '@groundcrew/plugin-clusters-common';
import type {
  ClusterStateUpdate,
  KindStateUpdate,
} from '@groundcrew/plugin-clusters-node';
import type { GatewayOutcome } from '../gateway';
import type { KindSink } from '../reflector';
import { ApiWindow } from './ApiWindow';
import { clusterHealth } from './clusterHealth';
import { ClusterLedger } from './ClusterLedger';

/** Options of {@link HealthMonitor.create}. */
export interface HealthMonitorOptions {
  /** The names of the kinds that are watched. */
  kinds: readonly string[];
  /** Provider and region, where config or the catalog tell them: the nodes are not asked then. */
  provider?: string;
  region?: string;
  /** When what it is entered with ends: milliseconds since 1970. Left out, nobody knows. */
  credentialsExpireAt?: number;
  /** Given what is new, at most once in a while. */
  publish: (update: ClusterStateUpdate) => void;
  /** How long changes are gathered, in milliseconds. Default: 1 s. */
  gatherMs?: number;
}

const GATHER_MS = 1_000;

/** Judges one cluster anew when something that its health depends on has changed. */
export class HealthMonitor {
  readonly #options: HealthMonitorOptions;
  readonly #window = ApiWindow.create();
  readonly #ledger = ClusterLedger.create({ onChange: () => this.#touch() });
  readonly #kinds: Map<string, KindState['state']>;
  #state: ClusterView['state'] = 'connecting';
  #message: string | undefined;
  #timer: NodeJS.Timeout | undefined;
  #published = '';

  private constructor(options: HealthMonitorOptions) {
    this.#options = options;
    this.#kinds = new Map(options.kinds.map(kind => [kind, 'pending']));
  }

  static create(options: HealthMonitorOptions): HealthMonitor {
    return new HealthMonitor(options);
  }

  /** Lets what goes to a sink pass by, to learn from it. */
  tap(kind: string, sink: KindSink): KindSink {
    const tapped = this.#ledger.tap(kind, sink);
    return {
      ...tapped,
      report: (update: KindStateUpdate) => {
        tapped.report(update);
        this.#kinds.set(kind, update.state);
        this.#touch();
      },
    };
  }

  /** A request went well or not. */
  requested(outcome: GatewayOutcome): void {
    this.#window.requested(outcome);
  }

  /** The API server answered a probe. */
  answered(durationMs: number): void {
    this.#window.probed(durationMs);
    this.#touch();
  }

  stateChanged(state: ClusterView['state'], message: string | undefined): void {
    this.#state = state;
    this.#message = message;
    this.#touch();
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  #touch(): void {
    if (!this.#timer) {
      this.#timer = setTimeout(() => {
        this.#timer = undefined;
        this.#publish();
      }, this.#options.gatherMs ?? GATHER_MS);
      this.#timer.unref();
    }
  }

  #publish(): void {
    const { credentialsExpireAt, provider, region, publish } = this.#options;
    const summary = this.#ledger.summary();
    const hasRead = (kind: string) => {
      const state = this.#kinds.get(kind);
      return state === 'synced' || state === 'stale';
    };
    const update: ClusterStateUpdate = {
      provider: provider ?? summary.provider,
      region: region ?? summary.region,
      nodes: {
        ready: summary.nodes?.ready ?? 0,
        total: summary.nodes?.total ?? 0,
      },
      pods: summary.pods,
      // Without the pods it would look as if everything were free.
      capacity:
        hasRead('Node') && hasRead('Pod') ? summary.capacity : undefined,
      health: clusterHealth({
        state: this.#state,
        message: this.#message,
        requests: this.#window.requests,
        latencyP95Ms: this.#window.latencyP95Ms,
        credentialsLastMs:
          credentialsExpireAt && credentialsExpireAt - Date.now(),
        nodes: hasRead('Node') ? summary.nodes : undefined,
        systemPods: hasRead('Pod') ? summary.systemPods : undefined,
        capacity:
          hasRead('Node') && hasRead('Pod') ? summary.capacity : undefined,
        kinds: [...this.#kinds].map(([kind, state]) => ({ kind, state })),
      }),
    };
    const published = JSON.stringify(update);
    if (published !== this.#published) {
      this.#published = published;
      publish(update);
    }
  }
}
