/**
 * Hears what only the watch cache itself knows, to count it. Called often: must be cheap, and must not throw.
 *
 * @public
 */
export interface ClusterMetrics {
  /** An object was not kept: older than what is held, without identity, or beyond the limits of the process. */
  dropped?(
    cluster: string,
    kind: string,
    reason: 'outdated' | 'limit' | 'malformed',
  ): void;
  /** A subscriber threw. */
  subscriberFailed?(): void;
}

/**
 * What the watch cache holds at the moment, to be observed by gauges.
 *
 * @public
 */
export interface HeldObjects {
  cluster: string;
  kind: string;
  objects: number;
}
