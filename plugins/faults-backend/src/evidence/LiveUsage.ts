import {
  ClusterRequestError,
  type ClustersService,
  type LiveReaders,
  type LocalRef,
  type ObjectStore,
  type PodUsage,
} from '@groundcrew/plugin-clusters-node';
import type { Signal } from '@groundcrew/plugin-faults-node';
import { evidenceKeys } from '../engine/evidenceKeys';
import { limitOf } from '../kubernetes/limitOf';
import { refOf, workloadOf } from '../topology';
import type { EvidenceInstruments } from './EvidenceInstruments';
import { UsageRecord, type PodShare } from './UsageRecord';

/** metrics-server measures every 15 s by default; a minute tells a moment from what lasts. */
const EVERY_MS = 60_000;
/** Where nothing measures, it is looked for seldom. */
const RETRY_MS = 10 * 60_000;
const MOST_WORKLOADS = 20_000;
/** So many pods are looked at before others have their turn. */
const AT_ONCE = 200;
/** From these shares of their limits on, usage is worth to be told. */
const NEAR_MEMORY_LIMIT = 0.85;
const AT_CPU_LIMIT = 0.95;

/** Options of {@link LiveUsage.create}. */
export interface LiveUsageOptions {
  cluster: string;
  clusters: Pick<ClustersService, 'clusters' | 'store'>;
  readers: LiveReaders;
  instruments: EvidenceInstruments;
  /** Told the keys of `evidenceKeys` of what is not as it was. */
  onLearnt: (keys: string[]) => void;
}

interface KnownPod {
  workload: LocalRef;
  limits: { cpu?: number; memory?: number };
  measuredAt: number;
}

/**
 * What the workloads of one cluster use, from `metrics.k8s.io`: measured once a minute from when it is first asked for, and kept
 * as far as it tells the unusual from the usual.
 */
export class LiveUsage {
  readonly #options: LiveUsageOptions;
  #records = new Map<string, UsageRecord>();
  #pods = new Map<string, KnownPod>();
  #signals: Signal[] | undefined;
  #told = '';
  #timer: NodeJS.Timeout | undefined;
  #isStarted = false;
  readonly #stopped = new AbortController();

  static create(options: LiveUsageOptions): LiveUsage {
    return new LiveUsage(options);
  }

  private constructor(options: LiveUsageOptions) {
    this.#options = options;
  }

  /** What lasts and is unusual; undefined where nothing measures, or nothing was measured yet. */
  signals(): Signal[] | undefined {
    if (!this.#isStarted) {
      this.#isStarted = true;
      void this.#measureAgain();
    }
    return this.#signals;
  }

  stop(): void {
    this.#stopped.abort();
    clearTimeout(this.#timer);
  }

  /** Measures now. Never fails. @returns in how many milliseconds to do so again */
  async measure(): Promise<number> {
    const { cluster, clusters, instruments, readers } = this.#options;
    const isLive = clusters
      .clusters()
      .some(({ name, state }) => name === cluster && state === 'live');
    if (!isLive) {
      return EVERY_MS;
    }
    try {
      const usage = await readers
        .reader(cluster)
        .podUsage({ signal: this.#stopped.signal });
      instruments.requested(cluster, 'usage', 'succeeded');
      await this.#take(usage);
      return EVERY_MS;
    } catch (error) {
      const failure =
        error instanceof ClusterRequestError ? error.failure : 'unknown';
      instruments.requested(cluster, 'usage', failure);
      if (failure !== 'aborted') {
        this.#forget();
      }
      return RETRY_MS;
    }
  }

  async #measureAgain(): Promise<void> {
    const inMs = await this.measure();
    if (!this.#stopped.signal.aborted) {
      this.#timer = setTimeout(() => void this.#measureAgain(), inMs);
      this.#timer.unref();
    }
  }

  /** What was known is too old to be told by now. */
  #forget(): void {
    this.#records = new Map();
    this.#tell(undefined);
  }

  async #take(usage: readonly PodUsage[]): Promise<void> {
    const store = this.#options.clusters.store(this.#options.cluster);
    const pods = new Map<string, KnownPod>();
    const samples = new Map<string, { object: LocalRef; of: Samples }>();
    for (const [at, measured] of usage.entries()) {
      if (at % AT_ONCE === AT_ONCE - 1) {
        await new Promise(resolve => setImmediate(resolve));
      }
      const key = `${measured.namespace}\n${measured.name}`;
      const before = this.#pods.get(key);
      const known = before ?? knownPod(store, measured);
      if (!known) {
        continue;
      }
      pods.set(key, { ...known, measuredAt: measured.measuredAt });
      const { object, of } = ensureSamples(samples, known.workload);
      const isNew = before?.measuredAt !== measured.measuredAt;
      of.isNew ||= isNew;
      of.cpu = nearest(of.cpu, {
        used: sum(measured, 'cpuMillicores') / 1_000,
        limit: known.limits.cpu,
      });
      of.memory = nearest(of.memory, {
        used: sum(measured, 'memoryBytes'),
        limit: known.limits.memory,
      });
      samples.set(keyOf(object), { object, of });
    }
    if (this.#stopped.signal.aborted) {
      return;
    }
    this.#pods = pods;
    const records = new Map<string, UsageRecord>();
    for (const [key, { object, of }] of samples) {
      const record = this.#records.get(key) ?? UsageRecord.create(object);
      if (of.isNew && of.cpu && of.memory) {
        record.add({ cpu: of.cpu, memory: of.memory });
      }
      if (records.size < MOST_WORKLOADS) {
        records.set(key, record);
      }
    }
    this.#records = records;
    this.#tell([...records.values()].flatMap(signalsOf));
  }

  #tell(signals: Signal[] | undefined): void {
    const before = this.#signals ?? [];
    const told = JSON.stringify(signals ?? null);
    this.#signals = signals;
    if (told !== this.#told) {
      this.#told = told;
      const objects = [...before, ...(signals ?? [])].map(({ object }) =>
        evidenceKeys.signalsOf(object),
      );
      this.#options.onLearnt([evidenceKeys.signals, ...new Set(objects)]);
    }
  }
}

interface Samples {
  isNew: boolean;
  cpu?: PodShare;
  memory?: PodShare;
}

function ensureSamples(
  samples: ReadonlyMap<string, { object: LocalRef; of: Samples }>,
  object: LocalRef,
) {
  return samples.get(keyOf(object)) ?? { object, of: { isNew: false } };
}

function keyOf({ kind, name, namespace }: LocalRef): string {
  return [kind, namespace, name].join('\n');
}

/** The one that has used more of its limit; where there is no limit, the one that uses more. */
function nearest(one: PodShare | undefined, other: PodShare): PodShare {
  if (!one) {
    return other;
  }
  const share = ({ limit, used }: PodShare) => (limit ? used / limit : 0);
  return share(other) > share(one) ||
    (share(other) === share(one) && other.used > one.used)
    ? other
    : one;
}

function sum(
  { containers }: PodUsage,
  metric: 'cpuMillicores' | 'memoryBytes',
): number {
  return containers.reduce((total, each) => total + each[metric], 0);
}

function knownPod(
  store: ObjectStore,
  { name, namespace }: PodUsage,
): Omit<KnownPod, 'measuredAt'> | undefined {
  const pod = store.get('Pod', { namespace, name });
  return (
    pod && {
      workload: refOf(workloadOf(store, pod)),
      limits: {
        cpu: limitOf(pod, 'cpu'),
        memory: limitOf(pod, 'memory'),
      },
    }
  );
}

function signalsOf(record: UsageRecord): Signal[] {
  const { object } = record;
  const memory = record.lastingAbove('memory', NEAR_MEMORY_LIMIT);
  const cpu = record.lastingAbove('cpu', AT_CPU_LIMIT);
  return [
    ...(memory
      ? [
          {
            object,
            metric: 'memory' as const,
            source: 'metric' as const,
            ...memory,
          },
        ]
      : []),
    ...(cpu
      ? [{ object, metric: 'cpu' as const, source: 'metric' as const, ...cpu }]
      : []),
  ];
}
