import type {
  ClusterView,
  ResourceAmount,
} from '@groundcrew/plugin-clusters-common';
import type {
  ObjectOf,
  RawObject,
  WatchEventType,
} from '@groundcrew/plugin-clusters-node';
import type { KindSink } from '../reflector';
import type { HealthObservations, NodeHealth } from './clusterHealth';
import { nodeFacts, type NodeFacts } from './nodeFacts';
import { podFacts, type PodFacts } from './podFacts';

/** What the nodes and pods of a cluster add up to. */
export interface LedgerSummary
  extends Pick<HealthObservations, 'nodes' | 'systemPods' | 'capacity'> {
  pods: ClusterView['pods'];
  provider?: string;
  region?: string;
}

interface Tap<T> {
  facts: Map<string, T>;
  keyOf: (raw: RawObject) => string;
  read: (raw: RawObject, known: T | undefined) => T;
}

/**
 * Keeps the few facts of every node and pod that health and capacity need, as they pass by on their way into the
 * cache: no pod is ever read again to add them up.
 */
export class ClusterLedger {
  readonly #nodes = new Map<string, NodeFacts>();
  readonly #pods = new Map<string, PodFacts>();
  readonly #onChange: () => void;

  private constructor(onChange: () => void) {
    this.#onChange = onChange;
  }

  static create(options: { onChange: () => void }): ClusterLedger {
    return new ClusterLedger(options.onChange);
  }

  /** Lets what goes to a sink pass through the ledger. Kinds that it does not need are left alone. */
  tap(kind: string, sink: KindSink): KindSink {
    switch (kind) {
      case 'Node':
        return this.#tap(sink, {
          facts: this.#nodes,
          // Pods refer to their node by its name.
          keyOf: ({ metadata }) => metadata?.name ?? '',
          read: raw => nodeFacts(raw as ObjectOf<'Node'>),
        });
      case 'Pod':
        return this.#tap(sink, {
          facts: this.#pods,
          keyOf: ({ metadata }) => metadata?.uid ?? '',
          read: (raw, known) => this.#podFacts(raw, known),
        });
      default:
        return sink;
    }
  }

  /** Adds everything up. Cheap, but proportional to nodes and pods: not for every change. */
  summary(): LedgerSummary {
    const placeable = [...this.#nodes].filter(
      ([, node]) => node.ready && node.schedulable,
    );
    const allocatable = placeable.map(([, node]) => node.allocatable);
    const names = new Set(placeable.map(([name]) => name));
    const { pods, requested, system } = addUp(this.#pods.values(), names);
    const nodes = [...this.#nodes.values()];
    return {
      nodes: nodeHealth(nodes),
      systemPods: system,
      capacity:
        placeable.length > 0
          ? { allocatable: sum(allocatable), requested }
          : undefined,
      pods,
      provider: mostFrequent(nodes.map(({ provider }) => provider)),
      region: mostFrequent(nodes.map(({ region }) => region)),
    };
  }

  // Every pod is parsed with a string of its own for the name of its node: the node's own is enough.
  #podFacts(raw: RawObject, known: PodFacts | undefined): PodFacts {
    const facts = podFacts(raw, known);
    const node = this.#nodes.get(facts.node ?? '');
    return node ? { ...facts, node: node.name } : facts;
  }

  #tap<T>(sink: KindSink, { facts, keyOf, read }: Tap<T>): KindSink {
    const changed = this.#onChange;
    const remember = (raw: RawObject) => {
      const key = keyOf(raw);
      facts.set(key, read(raw, facts.get(key)));
    };
    async function* pass(
      pages: AsyncIterable<readonly RawObject[]>,
    ): AsyncGenerator<readonly RawObject[]> {
      const seen = new Set<string>();
      for await (const page of pages) {
        for (const raw of page) {
          seen.add(keyOf(raw));
          remember(raw);
        }
        yield page;
      }
      for (const key of facts.keys()) {
        if (!seen.has(key)) {
          facts.delete(key);
        }
      }
      changed();
    }
    return {
      ...sink,
      replace: pages => sink.replace(pass(pages)),
      apply: (type: WatchEventType, raw: RawObject) => {
        sink.apply(type, raw);
        if (type === 'DELETED') {
          facts.delete(keyOf(raw));
        } else {
          remember(raw);
        }
        changed();
      },
      clear: () => {
        sink.clear();
        facts.clear();
        changed();
      },
    };
  }
}

/** What all pods come to. Of those that are on one of `nodes`, also what they ask for. */
function addUp(pods: Iterable<PodFacts>, nodes: ReadonlySet<string>) {
  const counts = { running: 0, total: 0 };
  const requested = { cpuMillicores: 0, memoryBytes: 0, pods: 0 };
  const system = { total: 0, unready: [] as string[] };
  for (const pod of pods) {
    counts.running += pod.running ? 1 : 0;
    counts.total += pod.awaited ? 1 : 0;
    if (pod.holds && pod.node !== undefined && nodes.has(pod.node)) {
      requested.cpuMillicores += pod.cpuMillicores;
      requested.memoryBytes += pod.memoryBytes;
      requested.pods += 1;
    }
    if (pod.system !== undefined) {
      system.total += 1;
      if (pod.system !== true) {
        system.unready.push(pod.system);
      }
    }
  }
  system.unready.sort();
  return { pods: counts, requested, system };
}

function sum(amounts: readonly ResourceAmount[]): ResourceAmount {
  const total = { cpuMillicores: 0, memoryBytes: 0, pods: 0 };
  for (const amount of amounts) {
    total.cpuMillicores += amount.cpuMillicores;
    total.memoryBytes += amount.memoryBytes;
    total.pods += amount.pods;
  }
  return total;
}

function nodeHealth(nodes: readonly NodeFacts[]): NodeHealth {
  const ready = nodes.filter(node => node.ready);
  const pressure: Record<string, number> = {};
  for (const condition of ready.flatMap(node => node.pressure)) {
    pressure[condition] = (pressure[condition] ?? 0) + 1;
  }
  return { total: nodes.length, ready: ready.length, pressure };
}

function mostFrequent(
  values: readonly (string | undefined)[],
): string | undefined {
  const counts = new Map<string, number>();
  for (const value of values) {
    if (value) {
      counts.set(value, (counts.get(value) ?? 0) + 1);
    }
  }
  return [...counts].sort((left, right) => right[1] - left[1])[0]?.[0];
}
