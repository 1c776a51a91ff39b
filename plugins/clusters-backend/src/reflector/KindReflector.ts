import {
  apiVersionOf,
  type WatchedKind,
} from '@groundcrew/plugin-clusters-common';
import type { KindStateUpdate } from '@groundcrew/plugin-clusters-node';
import { setTimeout as delay } from 'node:timers/promises';
import type { ClusterGateway } from '../gateway';
import type { Connectivity } from './Connectivity';
import type { KindSink } from './KindSink';
import { listObjects } from './listObjects';
import {
  firstStep,
  initialState,
  nextStep,
  type Observation,
  type Step,
  type WatchFailure,
} from './nextStep';
import type { ReflectorObserver } from './ReflectorObserver';
import type { Slots } from './Slots';
import type { ReflectorTiming } from './timing';
import { watchChanges } from './watchChanges';

const METADATA = 'as=PartialObjectMetadata;g=meta.k8s.io;v=v1';
const METADATA_LIST = 'as=PartialObjectMetadataList;g=meta.k8s.io;v=v1';

// Failures that may be the whole cluster's and not the kind's alone.
const makesSuspicious: ReadonlySet<WatchFailure> = new Set<WatchFailure>([
  'unreachable',
  'timeout',
  'idle',
  'unauthorized',
  'certificate',
  'address-refused',
]);

/** What the reflectors of one cluster have in common. */
export interface KindReflectorContext {
  gateway: ClusterGateway;
  connectivity: Connectivity;
  timing: ReflectorTiming;
  observer: ReflectorObserver;
  /** Bound how many lists are under way: in this cluster, and in the process. */
  slots: readonly Slots[];
  random: () => number;
}

/** Options of {@link KindReflector.create}. */
export interface KindReflectorOptions extends KindReflectorContext {
  kind: WatchedKind;
  sink: KindSink;
}

/** Keeps a sink in step with what one cluster holds of one kind: lists, then watches, and recovers from whatever happens. */
export class KindReflector {
  readonly #options: KindReflectorOptions;
  readonly #path: string;
  #state = initialState;
  #isAbsent = false;
  #reported = '';
  #wake = new AbortController();
  #reconnect = new AbortController();

  private constructor(options: KindReflectorOptions) {
    this.#options = options;
    const { group, plural } = options.kind;
    const root = group ? '/apis' : '/api';
    this.#path = `${root}/${apiVersionOf(options.kind)}/${plural}`;
  }

  static create(options: KindReflectorOptions): KindReflector {
    return new KindReflector(options);
  }

  get kind(): WatchedKind {
    return this.#options.kind;
  }

  /** Whether the cluster does not serve the kind, as far as is known. */
  get isAbsent(): boolean {
    return this.#isAbsent;
  }

  /** The kind appeared: looks for it now. */
  appeared(): void {
    if (this.#isAbsent) {
      this.#wake.abort();
    }
  }

  /** The connection is not to be trusted any more: a watch that is open starts anew from where it is. */
  disconnected(message: string | undefined): void {
    this.#reconnect.abort();
    if (this.#state.listed) {
      this.#report({ state: 'stale', message });
    }
  }

  /**
   * Reflects until the signal ends it.
   *
   * @param isServed - what discovery says of the kind at the start
   */
  async run(signal: AbortSignal, isServed: boolean): Promise<void> {
    const stop = () => {
      this.#wake.abort();
      this.#reconnect.abort();
    };
    signal.addEventListener('abort', stop);
    let step: Step = isServed
      ? firstStep
      : this.#decide({ type: 'not-served' });
    while (!signal.aborted) {
      await this.#pause(step.afterMs, signal);
      await this.#options.connectivity.whenLive(signal);
      if (signal.aborted) {
        break;
      }
      const seen = await this.#perform(step, signal);
      if (!signal.aborted) {
        step = this.#decide(seen);
      }
    }
    signal.removeEventListener('abort', stop);
  }

  #decide(seen: Observation): Step {
    const { sink, timing, random, observer, connectivity } = this.#options;
    if (seen.type === 'failed') {
      observer.failed(this.kind.kind, seen.failure);
      if (makesSuspicious.has(seen.failure)) {
        connectivity.suspect();
      }
    }
    const decision = nextStep(this.#state, seen, timing, random());
    this.#state = decision.state;
    this.#isAbsent = decision.step.action === 'await-served';
    if (decision.clear) {
      sink.clear();
    }
    if (decision.report) {
      this.#report(decision.report);
    }
    return decision.step;
  }

  #report({
    state,
    message,
  }: Pick<KindStateUpdate, 'state' | 'message'>): void {
    const { group, plural } = this.kind;
    const reported = JSON.stringify([state, message]);
    if (reported !== this.#reported) {
      this.#reported = reported;
      this.#options.sink.report({
        state,
        message,
        ...(state === 'forbidden' && {
          rule: {
            apiGroups: [group],
            resources: [plural],
            verbs: ['get', 'list', 'watch'],
          },
        }),
      });
    }
  }

  async #pause(milliseconds: number, signal: AbortSignal): Promise<void> {
    if (milliseconds > 0) {
      await delay(milliseconds, undefined, { signal: this.#wake.signal }).catch(
        () => {},
      );
    }
    if (this.#wake.signal.aborted && !signal.aborted) {
      this.#wake = new AbortController();
    }
  }

  async #perform(step: Step, signal: AbortSignal): Promise<Observation> {
    switch (step.action) {
      case 'await-served':
        return { type: 'due' };
      case 'list':
        return this.#list(step, signal);
      default:
        return this.#watch(step.resourceVersion, signal);
    }
  }

  async #list(
    step: Extract<Step, { action: 'list' }>,
    signal: AbortSignal,
  ): Promise<Observation> {
    const { gateway, sink, timing, observer, slots } = this.#options;
    return listObjects({
      gateway,
      kind: this.kind,
      path: this.#path,
      ...this.#accept(METADATA_LIST),
      pageSize: step.pageSize,
      timeoutMs: timing.listTimeoutMs,
      slots,
      maxSlotWaitMs: timing.maxSlotWaitMs,
      signal,
      replace: pages => sink.replace(pages),
      onHeard: () => sink.observed(new Date()),
      onListed: durationMs =>
        observer.listed(this.kind.kind, step.reason, durationMs),
    });
  }

  async #watch(
    resourceVersion: string,
    signal: AbortSignal,
  ): Promise<Observation> {
    const { gateway, sink, timing, observer, random } = this.#options;
    this.#reconnect = new AbortController();
    if (signal.aborted) {
      this.#reconnect.abort();
    }
    return watchChanges({
      gateway,
      path: this.#path,
      ...this.#accept(METADATA),
      resourceVersion,
      durationMs: timing.watchMs * (1 + random()),
      idleMs: timing.idleMs,
      connectTimeoutMs: timing.connectTimeoutMs,
      signal: this.#reconnect.signal,
      onOpen: () => {
        observer.watchOpened(this.kind.kind);
        sink.observed(new Date());
        this.#report({ state: 'synced' });
      },
      onClose: () => observer.watchClosed(this.kind.kind),
      onChange: (type, object) => sink.apply(type, object),
      onHeard: () => sink.observed(new Date()),
      onDelivered: (changes, lagMs) =>
        observer.delivered(this.kind.kind, changes, lagMs),
    });
  }

  // Not "or else plain JSON": the values of Secrets must not be sent to us at all.
  #accept(as: string): { accept: string } {
    return {
      accept: this.kind.metadataOnly
        ? `application/json;${as}`
        : 'application/json',
    };
  }
}
