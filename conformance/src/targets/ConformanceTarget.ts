/** A cluster that the suite runs against. */
export interface ConformanceTarget {
  name: string;
  /** "https://127.0.0.1:6443", without a slash at its end. */
  url: string;
  /** PEM. Left out, the system's own authorities are trusted. */
  ca?: string;
  /** A token that may do everything. */
  adminToken: string;
  /** A token of somebody who may do nothing, where the target can make one. */
  strangerToken?: string;
  /** Whether pods are played so far that they have logs. */
  hasLogs: boolean;
  /** Whether the target serves metrics.k8s.io. */
  hasMetrics: boolean;
  /** Whether nobody else uses it, so that even its nodes may be changed. */
  isOwn: boolean;
  /** What it refuses by saying 501: it is asked only of the sandbox. */
  refusesUnsupported: boolean;
  /** Ends what was started for the suite. */
  stop(): Promise<void>;
}
