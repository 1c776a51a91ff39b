import {
  WATCHED_KINDS,
  type WatchedKind,
} from '@groundcrew/plugin-clusters-common';
import type { ClusterGateway } from '../gateway';
import { Connectivity, type ConnectivityListener } from './Connectivity';
import { discoverAbsentKinds } from './discoverAbsentKinds';
import { KindReflector, type KindReflectorContext } from './KindReflector';
import type { KindSink } from './KindSink';
import type { ReflectorObserver } from './ReflectorObserver';
import { Slots } from './Slots';
import { defaultTiming, type ReflectorTiming } from './timing';
import { watchCustomResources } from './watchCustomResources';

/** Told of what happens to a cluster as a whole. */
export interface ClusterReflectorListener extends ConnectivityListener {
  /** What the API server says of its version; told at every new beginning. */
  version(version: string): void;
  /** A mistake of ours ended the reflection of the cluster. */
  crashed(error: unknown): void;
}

/** Options of {@link ClusterReflector.create}. */
export interface ClusterReflectorOptions {
  gateway: ClusterGateway;
  /** Where what is read of a kind goes to. */
  sinkOf: (kind: WatchedKind) => KindSink;
  listener: ClusterReflectorListener;
  observer: ReflectorObserver;
  /** Shared by all clusters of the process: bounds how many lists are under way. */
  processSlots: Slots;
  /** Default: all of `WATCHED_KINDS`. */
  kinds?: readonly WatchedKind[];
  timing?: Partial<ReflectorTiming>;
  /** From 0 to 1. Default: `Math.random`. */
  random?: () => number;
}

const LISTS_PER_CLUSTER = 4;

/**
 * Keeps the watch cache of one cluster in step with it.
 *
 * @remarks
 *
 * Every kind is reflected on its own: one that is forbidden, absent or broken does not hold up the others.
 */
export class ClusterReflector {
  readonly #options: ClusterReflectorOptions;
  readonly #connectivity: Connectivity;
  readonly #kinds: KindReflector[];
  readonly #context: KindReflectorContext;
  readonly #stop = new AbortController();
  #running: Promise<unknown> | undefined;

  private constructor(options: ClusterReflectorOptions) {
    const { gateway, listener, observer, processSlots } = options;
    const timing = { ...defaultTiming, ...options.timing };
    const random = options.random ?? Math.random;
    this.#options = options;
    this.#connectivity = Connectivity.create({
      gateway,
      timing,
      random,
      listener: {
        answered: durationMs => listener.answered(durationMs),
        failed: () => listener.failed(),
        changed: (state, message) => {
          listener.changed(state, message);
          this.#connectivityChanged(message);
        },
      },
    });
    this.#context = {
      gateway,
      timing,
      observer,
      random,
      connectivity: this.#connectivity,
      slots: [Slots.create(LISTS_PER_CLUSTER), processSlots],
    };
    this.#kinds = (options.kinds ?? WATCHED_KINDS).map(kind =>
      KindReflector.create({
        ...this.#context,
        kind,
        sink: options.sinkOf(kind),
      }),
    );
  }

  static create(options: ClusterReflectorOptions): ClusterReflector {
    return new ClusterReflector(options);
  }

  /** Begins; returns at once. What happens is told to the listener and the sinks. */
  start(): void {
    this.#running ??= this.#run(this.#stop.signal).catch(error =>
      this.#options.listener.crashed(error),
    );
  }

  /** Ends everything that is under way and waits for it. */
  async stop(): Promise<void> {
    this.#stop.abort();
    await this.#running;
  }

  async #run(signal: AbortSignal): Promise<void> {
    const probing = this.#connectivity.run(signal);
    await this.#connectivity.whenLive(signal);
    const absent = await this.#discoverAbsent(signal);
    await Promise.all([
      probing,
      ...this.#kinds.map(reflector =>
        reflector.run(signal, !absent.has(reflector.kind.kind)),
      ),
      watchCustomResources({
        ...this.#context,
        signal,
        onChange: group => this.#lookFor(group),
      }),
    ]);
  }

  async #discoverAbsent(signal: AbortSignal): Promise<Set<string>> {
    return signal.aborted
      ? new Set()
      : discoverAbsentKinds({
          gateway: this.#options.gateway,
          kinds: this.#kinds.map(reflector => reflector.kind),
          signal,
        });
  }

  /** A CRD of the group appeared or changed: whoever waits for it looks again. */
  #lookFor(group: string): void {
    for (const reflector of this.#kinds) {
      if (reflector.kind.group === group) {
        reflector.appeared();
      }
    }
  }

  #connectivityChanged(message: string | undefined): void {
    if (this.#connectivity.isLive) {
      void this.#tellVersion();
      return;
    }
    for (const reflector of this.#kinds) {
      reflector.disconnected(message);
    }
  }

  async #tellVersion(): Promise<void> {
    try {
      const { gitVersion } = await this.#options.gateway.json<{
        gitVersion?: string;
      }>('/version', { signal: this.#stop.signal });
      if (gitVersion && !this.#stop.signal.aborted) {
        this.#options.listener.version(gitVersion);
      }
    } catch {
      // Only a nicety: it is asked again at the next new beginning.
    }
  }
}
