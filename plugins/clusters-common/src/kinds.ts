/**
 * How one kind is found in the API and what is kept of it.
 *
 * @public
 */
export interface WatchedKind {
  readonly kind: string;
  /** Empty for the core group. */
  readonly group: string;
  readonly version: string;
  readonly plural: string;
  readonly namespaced: boolean;
  /** Only metadata is ever requested: the values of Secrets never enter the process. */
  readonly metadataOnly?: boolean;
  /** Served only where its CRD is installed; absent is normal, and it may appear later. */
  readonly optional?: boolean;
}

const core = (
  kind: string,
  plural: string,
  namespaced = true,
): WatchedKind => ({
  kind,
  group: '',
  version: 'v1',
  plural,
  namespaced,
});
const grouped = (
  group: string,
  version: string,
  kind: string,
  plural: string,
  more: Partial<WatchedKind> = {},
): WatchedKind => ({ kind, group, version, plural, namespaced: true, ...more });

/**
 * The kinds that the watch cache keeps, by name. Kinds are unique by name here: a second group with the same kind needs a name of its own.
 *
 * @public
 */
export const WATCHED_KINDS: readonly WatchedKind[] = [
  core('Namespace', 'namespaces', false),
  core('Node', 'nodes', false),
  core('Pod', 'pods'),
  core('Service', 'services'),
  core('ConfigMap', 'configmaps'),
  { ...core('Secret', 'secrets'), metadataOnly: true },
  core('ServiceAccount', 'serviceaccounts'),
  core('PersistentVolumeClaim', 'persistentvolumeclaims'),
  core('PersistentVolume', 'persistentvolumes', false),
  core('ResourceQuota', 'resourcequotas'),
  core('LimitRange', 'limitranges'),
  core('Event', 'events'),
  grouped('apps', 'v1', 'Deployment', 'deployments'),
  grouped('apps', 'v1', 'ReplicaSet', 'replicasets'),
  grouped('apps', 'v1', 'StatefulSet', 'statefulsets'),
  grouped('apps', 'v1', 'DaemonSet', 'daemonsets'),
  grouped('apps', 'v1', 'ControllerRevision', 'controllerrevisions'),
  grouped('batch', 'v1', 'Job', 'jobs'),
  grouped('batch', 'v1', 'CronJob', 'cronjobs'),
  grouped(
    'autoscaling',
    'v2',
    'HorizontalPodAutoscaler',
    'horizontalpodautoscalers',
  ),
  grouped('policy', 'v1', 'PodDisruptionBudget', 'poddisruptionbudgets'),
  grouped('discovery.k8s.io', 'v1', 'EndpointSlice', 'endpointslices'),
  grouped('networking.k8s.io', 'v1', 'Ingress', 'ingresses'),
  grouped('networking.k8s.io', 'v1', 'NetworkPolicy', 'networkpolicies'),
  grouped('networking.k8s.io', 'v1', 'IngressClass', 'ingressclasses', {
    namespaced: false,
  }),
  grouped('storage.k8s.io', 'v1', 'StorageClass', 'storageclasses', {
    namespaced: false,
  }),
  grouped(
    'admissionregistration.k8s.io',
    'v1',
    'ValidatingWebhookConfiguration',
    'validatingwebhookconfigurations',
    { namespaced: false },
  ),
  grouped(
    'admissionregistration.k8s.io',
    'v1',
    'MutatingWebhookConfiguration',
    'mutatingwebhookconfigurations',
    { namespaced: false },
  ),
  grouped('argoproj.io', 'v1alpha1', 'Rollout', 'rollouts', { optional: true }),
  grouped('argoproj.io', 'v1alpha1', 'Application', 'applications', {
    optional: true,
  }),
  grouped('cert-manager.io', 'v1', 'Certificate', 'certificates', {
    optional: true,
  }),
  grouped('gateway.networking.k8s.io', 'v1', 'Gateway', 'gateways', {
    optional: true,
  }),
  grouped('gateway.networking.k8s.io', 'v1', 'HTTPRoute', 'httproutes', {
    optional: true,
  }),
];

/**
 * The kinds that run something, from the one that people name to the pods it owns.
 *
 * @public
 */
export const WORKLOAD_KINDS = [
  'Deployment',
  'StatefulSet',
  'DaemonSet',
  'Rollout',
  'CronJob',
  'Job',
] as const;

/**
 * A kind that runs something.
 *
 * @public
 */
export type WorkloadKind = (typeof WORKLOAD_KINDS)[number];

/**
 * The `apiVersion` of a kind, for example "apps/v1".
 *
 * @public
 */
export function apiVersionOf(kind: WatchedKind): string {
  return kind.group ? `${kind.group}/${kind.version}` : kind.version;
}
