import { SandboxCluster } from '../SandboxCluster';

export type FaultTargetKind = 'workload' | 'namespace' | 'node' | 'cluster';

export interface FaultTarget {
  /** Deployment, StatefulSet or DaemonSet; only for workloads. */
  kind?: string;
  namespace?: string;
  name: string;
}

/** Undoes a fault. */
export type Revert = () => void | Promise<void>;

/** Something that can be broken on demand. */
export interface Fault<T extends FaultTargetKind = FaultTargetKind> {
  id: string;
  title: string;
  /** What will be seen, for whoever is about to break it. */
  effect: string;
  targetKind: T;
  /** Breaks it. Throws an InputError when the target does not fit. */
  apply(
    cluster: SandboxCluster,
    target: T extends 'cluster' ? undefined : FaultTarget,
  ): Revert | Promise<Revert>;
}

export function createFault<T extends FaultTargetKind>(
  fault: Fault<T>,
): Fault<T> {
  return fault;
}
