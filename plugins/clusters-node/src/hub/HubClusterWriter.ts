import type { ClusterClient } from '../clients/ClusterClient';
import type {
  ClusterStateUpdate,
  ClusterWriter,
  KindStateUpdate,
  RawObject,
  ReplaceSummary,
  WatchEventType,
} from '../ClusterFeed';
import type { LiveReader } from '../live/LiveReader';
import type { KindTable } from '../store/KindTable';
import type { PutOutcome } from '../store/ClusterStore';
import { readIncoming } from '../store/readIncoming';
import type { ClusterHub } from './ClusterHub';
import type { HubCluster } from './HubCluster';

/** Writes one cluster of a {@link ClusterHub}. */
export class HubClusterWriter implements ClusterWriter {
  readonly cluster: string;
  readonly #hub: ClusterHub;
  readonly #target: HubCluster;

  private constructor(hub: ClusterHub, target: HubCluster) {
    this.cluster = target.name;
    this.#hub = hub;
    this.#target = target;
  }

  static create(options: {
    hub: ClusterHub;
    cluster: HubCluster;
  }): HubClusterWriter {
    return new HubClusterWriter(options.hub, options.cluster);
  }

  provideClient(client: ClusterClient) {
    this.#target.client = client;
  }

  provideLiveReader(reader: LiveReader) {
    this.#target.liveReader = reader;
  }

  updateState(update: ClusterStateUpdate) {
    if (this.#isAlive() && this.#target.updateState(update)) {
      this.#hub.stateChanged(this.#target);
    }
  }

  async replace(
    kind: string,
    pages: AsyncIterable<readonly RawObject[]> | Iterable<readonly RawObject[]>,
  ): Promise<ReplaceSummary> {
    const summary: ReplaceSummary = {
      added: 0,
      modified: 0,
      deleted: 0,
      unchanged: 0,
      dropped: 0,
    };
    const { store } = this.#target;
    const table = store.table(kind);
    const wasLimited = table.dropped > 0;
    const generation = store.startList(table);
    for await (const page of pages) {
      if (!this.#isAlive()) {
        return summary;
      }
      for (const raw of page) {
        count(summary, this.#put(table, raw, true));
      }
    }
    if (!this.#isAlive() || table.generation !== generation) {
      return summary;
    }
    summary.deleted = store.endList(table);
    if (wasLimited || table.dropped > 0) {
      this.#hub.stateChanged(this.#target);
    }
    return summary;
  }

  apply(kind: string, type: WatchEventType, raw: RawObject) {
    if (!this.#isAlive()) {
      return;
    }
    const table = this.#target.store.table(kind);
    if (type === 'DELETED') {
      const { metadata } = raw;
      this.#target.store.remove(
        table,
        {
          namespace: metadata?.namespace ?? '',
          name: metadata?.name ?? '',
          uid: metadata?.uid ?? '',
        },
        metadata?.resourceVersion ?? '',
      );
      return;
    }
    this.#put(table, raw, false);
  }

  setKindState(kind: string, update: KindStateUpdate) {
    if (this.#isAlive() && this.#target.setKindState(kind, update)) {
      this.#hub.stateChanged(this.#target);
    }
  }

  clear(kind: string) {
    if (this.#isAlive()) {
      this.#target.store.clear(this.#target.store.table(kind));
    }
  }

  observed(at: Date, kind?: string) {
    if (this.#isAlive()) {
      this.#target.observed(at, kind);
    }
  }

  #put(
    table: KindTable,
    raw: RawObject,
    authoritative: boolean,
  ): PutOutcome | 'malformed' {
    const held = table.get(
      raw.metadata?.namespace ?? '',
      raw.metadata?.name ?? '',
    );
    const incoming = readIncoming(table.kind, raw, held);
    const isFirstDrop = table.dropped === 0;
    const outcome = incoming
      ? this.#target.store.put(table, incoming, authoritative)
      : 'malformed';
    if (outcome === 'dropped') {
      this.#hub.metrics.dropped?.(this.cluster, table.kind, 'limit');
      if (isFirstDrop) {
        this.#hub.stateChanged(this.#target);
      }
    } else if (outcome === 'outdated' || outcome === 'malformed') {
      this.#hub.metrics.dropped?.(this.cluster, table.kind, outcome);
    }
    return outcome;
  }

  /** A reflector may finish what it is at after its cluster was removed, and another of the name added. */
  #isAlive(): boolean {
    return this.#hub.find(this.cluster) === this.#target;
  }
}

function count(summary: ReplaceSummary, outcome: PutOutcome | 'malformed') {
  switch (outcome) {
    case 'added':
    case 'modified':
    case 'unchanged':
      summary[outcome]++;
      break;
    case 'outdated':
      summary.unchanged++;
      break;
    default:
      summary.dropped++;
  }
}
