import type { ClusterFailure } from '@groundcrew/plugin-clusters-node';

const FIRST_PAUSE_MS = 30_000;
const LONGEST_PAUSE_MS = 5 * 60_000;
const FORBIDDEN_PAUSE_MS = 10 * 60_000;

/** Where a pod is. */
export interface LogPlace {
  cluster: string;
  namespace: string;
  node?: string;
}

interface Pause {
  until: number;
  lastMs: number;
}

/** What a failure to read one log says of others: for how long it is of no use to try those. */
export class LogPauses {
  readonly #pauses = new Map<string, Pause>();

  static create(): LogPauses {
    return new LogPauses();
  }

  private constructor() {}

  /** Until when none of the logs of a place can be read; undefined when they can. */
  until(place: LogPlace, now: number): number | undefined {
    const ends = scopes(place)
      .map(scope => this.#pauses.get(scope)?.until ?? 0)
      .filter(until => until > now);
    return ends.length > 0 ? Math.max(...ends) : undefined;
  }

  failed(
    place: LogPlace,
    failure: ClusterFailure | 'unknown',
    now: number,
  ): void {
    const scope = scopeOf(failure, place);
    if (scope === undefined) {
      return;
    }
    const known = this.#pauses.get(scope);
    if (known && known.until > now) {
      return;
    }
    const lastMs =
      failure === 'forbidden'
        ? FORBIDDEN_PAUSE_MS
        : Math.min(known ? 2 * known.lastMs : FIRST_PAUSE_MS, LONGEST_PAUSE_MS);
    this.#pauses.set(scope, { until: now + lastMs, lastMs });
  }

  succeeded(place: LogPlace): void {
    for (const scope of scopes(place)) {
      this.#pauses.delete(scope);
    }
  }

  /** A cluster is gone. */
  forget(cluster: string): void {
    for (const scope of this.#pauses.keys()) {
      if (scope === cluster || scope.startsWith(`${cluster} `)) {
        this.#pauses.delete(scope);
      }
    }
  }
}

function scopes({ cluster, namespace, node }: LogPlace): string[] {
  return [
    cluster,
    `${cluster} namespace ${namespace}`,
    ...(node ? [`${cluster} node ${node}`] : []),
  ];
}

/** How far a failure reaches; undefined where it is of that one log. */
function scopeOf(
  failure: ClusterFailure | 'unknown',
  place: LogPlace,
): string | undefined {
  const [cluster, namespace, node = cluster] = scopes(place);
  switch (failure) {
    case 'forbidden':
      return namespace;
    // The kubelet is asked by the API server, which waits for it in vain.
    case 'server':
    case 'timeout':
      return node;
    case 'not-found':
    case 'refused':
    case 'conflict':
    case 'too-large':
    case 'malformed':
      return undefined;
    default:
      return cluster;
  }
}
