/**
 * Which log of a container is read, and how much of its end.
 *
 * @public
 */
export interface LogTailRequest {
  namespace: string;
  /** Of the pod. */
  name: string;
  container: string;
  /** Whether of the run before the last restart. */
  previous?: boolean;
  /** At most so many lines. */
  lines: number;
  /** At most so many bytes, of the end. */
  bytes: number;
}

/**
 * What the containers of a pod use at the moment.
 *
 * @public
 */
export interface PodUsage {
  namespace: string;
  name: string;
  /** When it was measured: milliseconds since 1970, by the clock of the cluster. */
  measuredAt: number;
  containers: readonly {
    name: string;
    cpuMillicores: number;
    memoryBytes: number;
  }[];
}

/**
 * What every live read takes.
 *
 * @public
 */
export interface LiveReadOptions {
  signal?: AbortSignal;
}

/**
 * Reads from one cluster what is in no object, and so not in the watch cache.
 *
 * @remarks
 *
 * Each call is a request to the cluster: whoever calls bounds how many there are. Nothing here asks who may see the answer.
 * Every method fails with a `ClusterRequestError`.
 *
 * @public
 */
export interface LiveReader {
  /** The end of a log as text that is safe to show, with credentials masked. Empty where nothing was written. */
  tailLog(request: LogTailRequest, options?: LiveReadOptions): Promise<string>;
  /** What all pods use, from `metrics.k8s.io`. Fails as `not-found` where nothing measures. */
  podUsage(options?: LiveReadOptions): Promise<PodUsage[]>;
}

/**
 * The live readers of all clusters.
 *
 * @public
 */
export interface LiveReaders {
  /**
   * @throws NotFoundError when there is no cluster of that name, ServiceUnavailableError while nobody knows how to
   * reach it
   */
  reader(cluster: string): LiveReader;
}
