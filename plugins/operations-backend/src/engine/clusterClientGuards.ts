import type {
  ChangeOptions,
  ClusterClient,
} from '@groundcrew/plugin-clusters-node';

/** Options of {@link dryRunning} and {@link guarded}. */
interface ChangeGuard {
  /** Called before each change, with its options; what it returns takes their place. */
  before<T extends ChangeOptions>(options: T | undefined): T;
  signal: AbortSignal;
}

/** A client whose changes are all dry runs. */
export function dryRunning(
  client: ClusterClient,
  signal: AbortSignal,
): ClusterClient {
  return withGuard(client, {
    signal,
    before: options => ({ ...options, dryRun: true } as never),
  });
}

/** A client that changes nothing once the signal was given. */
export function guarded(
  client: ClusterClient,
  signal: AbortSignal,
): ClusterClient {
  return withGuard(client, {
    signal,
    before: options => {
      signal.throwIfAborted();
      return { ...options } as never;
    },
  });
}

function withGuard(
  client: ClusterClient,
  { before, signal }: ChangeGuard,
): ClusterClient {
  return {
    get: (ref, options) => client.get(ref, { signal, ...options }),
    list: (kind, query, options) =>
      client.list(kind, query, { signal, ...options }),
    patch: (ref, patch, options) =>
      client.patch(ref, patch, { signal, ...before(options) }),
    create: (object, options) =>
      client.create(object, { signal, ...before(options) }),
    delete: (ref, options) =>
      client.delete(ref, { signal, ...before(options) }),
    connect: (service, options) =>
      client.connect(service, { signal, ...options }),
    evict: (ref, options) => client.evict(ref, { signal, ...before(options) }),
  };
}
