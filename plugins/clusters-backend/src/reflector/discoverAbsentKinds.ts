import {
  apiVersionOf,
  type WatchedKind,
} from '@groundcrew/plugin-clusters-common';
import { ClusterRequestError } from '@groundcrew/plugin-clusters-node';
import type { ClusterGateway } from '../gateway';

interface ResourceList {
  resources?: { name?: string; kind?: string }[];
}

/** Options of {@link discoverAbsentKinds}. */
export interface DiscoverAbsentKindsOptions {
  gateway: ClusterGateway;
  kinds: readonly WatchedKind[];
  signal: AbortSignal;
}

/**
 * The names of those kinds that the cluster certainly does not serve. Where discovery does not tell (forbidden, or an
 * aggregated API that is down), a kind counts as served: listing it will tell.
 */
export async function discoverAbsentKinds(
  options: DiscoverAbsentKindsOptions,
): Promise<Set<string>> {
  const { gateway, kinds, signal } = options;
  const absent = new Set<string>();
  const versions = new Set(kinds.map(apiVersionOf));
  await Promise.all(
    [...versions].map(async version => {
      const root = version.includes('/') ? '/apis' : '/api';
      let served: Set<string | undefined>;
      try {
        const list = await gateway.json<ResourceList>(`${root}/${version}`, {
          signal,
        });
        if (!Array.isArray(list?.resources)) {
          return;
        }
        served = new Set(list.resources.map(resource => resource.name));
      } catch (error) {
        const isUnknown =
          error instanceof ClusterRequestError && error.failure === 'not-found';
        if (!isUnknown) {
          return;
        }
        served = new Set();
      }
      for (const kind of kinds) {
        if (apiVersionOf(kind) === version && !served.has(kind.plural)) {
          absent.add(kind.kind);
        }
      }
    }),
  );
  return absent;
}
