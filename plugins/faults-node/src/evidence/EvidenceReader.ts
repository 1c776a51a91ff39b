import type {
  KindName,
  KubernetesObject,
  LocalRef,
} from '@groundcrew/plugin-clusters-node';
import type { FiringAlert } from './FiringAlert';
import type { Signal } from './Signal';

/**
 * What a container wrote, its last lines.
 *
 * @public
 */
export interface LogExcerpt {
  container: string;
  /** Whether it is of the run before the last restart. */
  previous: boolean;
  /** At most 64 KiB. */
  text: string;
}

/**
 * Whether something that runs a node is up, as the node itself says: a unit of its init system, for example.
 *
 * @public
 */
export interface NodeComponent {
  /** `kubelet`, `containerd`, `kube-proxy`, `kube-scheduler` … */
  name: string;
  isActive: boolean;
  message?: string;
}

/**
 * Whether a Service answered to a connection.
 *
 * @public
 */
export interface Connectivity {
  isConnected: boolean;
  /** By the name of the node from which it was tried. */
  fromNodes: Readonly<Record<string, boolean>>;
}

/**
 * Facts that are in no object of the API: each from a source that a cluster may have or lack.
 *
 * @remarks
 *
 * Answers from what is at hand, at once. `undefined` means that nobody knows, which is neither good nor bad news: a detector
 * must not take it for a fact. What was asked for and may be found is fetched, and the detector is asked again then.
 *
 * @public
 */
export interface EvidenceReader {
  /** The last lines of the containers of a pod. Ask on suspicion only: it costs a request. */
  logsOf(pod: { namespace: string; name: string }): LogExcerpt[] | undefined;
  /** What is unusual about the telemetry of an object; empty where it is as usual. */
  signalsOf(object: LocalRef): Signal[] | undefined;
  /** Everything unusual in a namespace, and of nodes. */
  signals(): Signal[];
  /** What monitoring says of an object, the most important first; empty where no alert of it fires. */
  alertsOf(object: LocalRef): FiringAlert[] | undefined;
  componentsOf(node: string): NodeComponent[] | undefined;
  connectivityOf(service: {
    namespace: string;
    name: string;
  }): Connectivity | undefined;
  /** Names of the workloads of its namespace that one calls, beside those that its configuration names: from traffic. */
  callsOf(workload: { namespace: string; name: string }): string[] | undefined;
  /**
   * Names of the workloads of its namespace that one depends on, as people have written it down in the catalog: it may call
   * them, or they may share a queue.
   */
  dependenciesOf(workload: {
    namespace: string;
    name: string;
  }): string[] | undefined;
  /** What should be in a namespace, by Git, Argo CD or Helm: also what the cluster refused to take. */
  desired(kind: KindName, namespace: string): KubernetesObject[] | undefined;
}
