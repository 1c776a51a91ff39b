/** One embedded cluster and what runs in it. */
export interface SandboxClusterView {
  name: string;
  environment: string;
  workloads: Array<{ namespace: string; name: string }>;
}

/** One thing that can be broken. */
export interface FaultView {
  id: string;
  title: string;
  /** What has to be named to apply it, besides the cluster. */
  scope: 'workload' | 'namespace' | 'node' | 'cluster';
}

/** One fault that is at work. */
export interface ActiveFaultView {
  id: string;
  fault: string;
  cluster: string;
  namespace?: string;
  workload?: string;
  /** ISO 8601. */
  appliedAt?: string;
}

/** What to break, and where. */
export interface FaultTarget {
  cluster: string;
  namespace?: string;
  workload?: string;
}

/** The embedded clusters, as the control page sees them. */
export interface SandboxControl {
  clusters(): Promise<SandboxClusterView[]>;
  faults(): Promise<FaultView[]>;
  activeFaults(): Promise<ActiveFaultView[]>;
  /**
   * @throws NotFoundError for a fault, cluster or workload that does not exist.
   * @throws ConflictError when it is at work already.
   */
  apply(fault: string, target: FaultTarget): Promise<ActiveFaultView>;
  /** @throws NotFoundError when it is not at work. */
  revert(activeFaultId: string): Promise<void>;
  /** Absolute path of a kubeconfig with one context for each cluster. */
  kubeconfigPath(): string;
}
