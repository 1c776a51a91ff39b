import type { Finding } from '@groundcrew/plugin-faults-common';
import type { ObjectStore } from '@groundcrew/plugin-clusters-node';
// What a backend runs, without the plugin around it.
// eslint-disable-next-line @backstage/no-forbidden-package-imports, @backstage/no-mixed-plugin-imports
import { workloadOfService } from '@groundcrew/plugin-faults-backend/src/topology';
import type { Answer } from './RecordedCase';

const TAXONOMIES: Record<string, Record<string, string>> = {
  Admission_Fault: {
    'service-account-missing': 'missing_service_account',
    'quota-cpu-exceeded': 'namespace_cpu_quota_exceeded',
    'quota-memory-exceeded': 'namespace_memory_quota_exceeded',
    'quota-pods-exceeded': 'namespace_pod_quota_exceeded',
    'quota-services-exceeded': 'namespace_service_quota_exceeded',
    'quota-storage-exceeded': 'namespace_storage_quota_exceeded',
  },
  Infrastructure_Fault: {
    'node-kubelet-unavailable': 'kubelet_unavailable',
    'node-runtime-unavailable': 'containerd_unavailable',
    'kube-proxy-unavailable': 'kube_proxy_unavailable',
    'scheduler-unavailable': 'kube_scheduler_unavailable',
    'node-network-loss': 'node_network_packet_loss',
    'node-network-delay': 'node_network_delay',
  },
  Performance_Fault: {
    'cpu-overload': 'pod_cpu_overload',
    'network-delay': 'pod_network_delay',
  },
  Runtime_Fault: {
    'out-of-memory': 'oom_killed',
    'liveness-probe-port': 'liveness_probe_incorrect_port',
    'liveness-probe-protocol': 'liveness_probe_incorrect_protocol',
    'liveness-probe-timing': 'liveness_probe_incorrect_timing',
    'readiness-probe-port': 'readiness_probe_incorrect_port',
    'readiness-probe-protocol': 'readiness_probe_incorrect_protocol',
  },
  Scheduling_Fault: {
    'cpu-insufficient': 'cpu_capacity_mismatch',
    'memory-insufficient': 'memory_capacity_mismatch',
    'node-affinity-unsatisfiable': 'node_affinity_mismatch',
    'nodes-cordoned': 'node_cordon_mismatch',
    'node-selector-unsatisfiable': 'node_selector_mismatch',
    'anti-affinity-unsatisfiable': 'pod_anti_affinity_conflict',
    'volume-occupied': 'pv_binding_occupied',
    'claim-access-mode-mismatch': 'pvc_access_mode_mismatch',
    'claim-capacity-mismatch': 'pvc_capacity_mismatch',
    'claim-selector-mismatch': 'pvc_selector_mismatch',
    'claim-storage-class-mismatch': 'pvc_storage_class_mismatch',
    'taint-not-tolerated': 'taint_toleration_mismatch',
  },
  Service_Routing_Fault: {
    'address-of-no-service': 'service_env_var_address_mismatch',
    'address-of-no-port': 'service_env_var_address_mismatch',
    'service-port-mismatch': 'service_port_mapping_mismatch',
    'service-protocol-mismatch': 'service_protocol_mismatch',
    'service-selector-mismatch': 'service_selector_mismatch',
  },
  Startup_Fault: {
    'image-registry-unresolvable': 'image_registry_dns_failure',
    'image-not-found': 'incorrect_image_reference',
    'image-name-invalid': 'incorrect_image_reference',
    'image-pull-unauthorized': 'missing_image_pull_secret',
    'volume-permission-denied': 'volume_mount_permission_denied',
  },
};

/** A finding in the words of the recordings. A fault that they do not know keeps its own name, and is wrong. */
export function answerOf(finding: Finding, store: ObjectStore): Answer {
  const [taxonomy, rootCauses] = Object.entries(TAXONOMIES).find(
    ([, faults]) => finding.fault in faults,
  ) ?? [finding.category, {}];
  return {
    taxonomy,
    object: objectName(finding, store),
    rootCause: rootCauses[finding.fault] ?? finding.fault,
  };
}

/** `app/x` stands for the Deployment, the pods and the Service x together. */
function objectName({ object }: Finding, store: ObjectStore): string {
  const { kind, name, namespace } = object;
  if (kind === 'Node' || kind === 'Namespace') {
    return `${kind.toLowerCase()}/${name}`;
  }
  const service =
    kind === 'Service' ? store.get('Service', { namespace, name }) : undefined;
  const workload = service && workloadOfService(store, service);
  return `app/${workload?.metadata?.name ?? name}`;
}

/** Compared as the recordings want it. */
export function isSameAnswer(one: Answer, other: Answer): boolean {
  const plain = ({ object, rootCause, taxonomy }: Answer) =>
    [taxonomy, object, rootCause].map(text => text.trim().toLowerCase()).join();
  return plain(one) === plain(other);
}
