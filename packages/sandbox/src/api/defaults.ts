import { KubeObject, ObjectMeta } from './objects';
import { ResourceType, resourceId } from './resources';
import { Container, Pod, PodSpec, Probe } from './podTypes';
import {
  CronJob,
  DaemonSet,
  Deployment,
  HorizontalPodAutoscaler,
  Job,
  StatefulSet,
} from './workloadTypes';
import { Secret, Service } from './clusterTypes';

const DEFAULTS: Record<string, (object: any) => void> = {
  pods(pod: Pod) {
    defaultPodSpec(pod.spec);
    pod.spec.serviceAccountName ??= 'default';
    pod.spec.serviceAccount ??= pod.spec.serviceAccountName;
    pod.spec.enableServiceLinks ??= true;
    pod.spec.preemptionPolicy ??= 'PreemptLowerPriority';
    pod.spec.priority ??= 0;
    pod.spec.tolerations ??= [];
    for (const key of ['not-ready', 'unreachable']) {
      const taint = `node.kubernetes.io/${key}`;
      if (!pod.spec.tolerations.some(({ key: k }) => !k || k === taint)) {
        pod.spec.tolerations.push({
          key: taint,
          operator: 'Exists',
          effect: 'NoExecute',
          tolerationSeconds: 300,
        });
      }
    }
  },
  'deployments.apps'({ spec }: Deployment) {
    spec.replicas ??= 1;
    spec.revisionHistoryLimit ??= 10;
    spec.progressDeadlineSeconds ??= 600;
    spec.strategy ??= { type: 'RollingUpdate' };
    spec.strategy.type ??= 'RollingUpdate';
    if (spec.strategy.type === 'RollingUpdate') {
      spec.strategy.rollingUpdate = {
        maxUnavailable: '25%',
        maxSurge: '25%',
        ...spec.strategy.rollingUpdate,
      };
    }
    defaultPodSpec(spec.template.spec);
  },
  'replicasets.apps'({ spec }: Deployment) {
    spec.replicas ??= 1;
    if (spec.template) defaultPodSpec(spec.template.spec);
  },
  'statefulsets.apps'({ spec }: StatefulSet) {
    spec.replicas ??= 1;
    spec.serviceName ??= '';
    spec.persistentVolumeClaimRetentionPolicy ??= {
      whenDeleted: 'Retain',
      whenScaled: 'Retain',
    };
    spec.podManagementPolicy ??= 'OrderedReady';
    spec.revisionHistoryLimit ??= 10;
    spec.updateStrategy ??= { type: 'RollingUpdate' };
    if (spec.updateStrategy.type === 'RollingUpdate') {
      spec.updateStrategy.rollingUpdate ??= { partition: 0 };
    }
    defaultPodSpec(spec.template.spec);
  },
  'daemonsets.apps'({ spec }: DaemonSet) {
    spec.revisionHistoryLimit ??= 10;
    spec.updateStrategy ??= { type: 'RollingUpdate' };
    if (spec.updateStrategy.type === 'RollingUpdate') {
      spec.updateStrategy.rollingUpdate ??= { maxSurge: 0, maxUnavailable: 1 };
    }
    defaultPodSpec(spec.template.spec);
  },
  'jobs.batch'(job: Job) {
    const { spec } = job;
    spec.parallelism ??= 1;
    spec.completions ??= 1;
    spec.backoffLimit ??= 6;
    spec.suspend ??= false;
    spec.manualSelector ??= false;
    spec.completionMode ??= 'NonIndexed';
    spec.podReplacementPolicy ??= 'TerminatingOrFailed';
    if (!spec.manualSelector) {
      const uid = job.metadata.uid;
      spec.selector ??= {
        matchLabels: { 'batch.kubernetes.io/controller-uid': uid },
      };
      const template: Partial<ObjectMeta> = (spec.template.metadata ??= {});
      template.labels = {
        ...template.labels,
        'batch.kubernetes.io/controller-uid': uid,
        'batch.kubernetes.io/job-name': job.metadata.name,
        'controller-uid': uid,
        'job-name': job.metadata.name,
      };
      job.metadata.labels ??= { ...template.labels };
    }
    defaultPodSpec(spec.template.spec);
  },
  'cronjobs.batch'({ spec }: CronJob) {
    spec.concurrencyPolicy ??= 'Allow';
    spec.suspend ??= false;
    spec.successfulJobsHistoryLimit ??= 3;
    spec.failedJobsHistoryLimit ??= 1;
    const template = spec.jobTemplate?.spec?.template;
    if (template?.spec) defaultPodSpec(template.spec);
  },
  services({ spec }: Service & { spec: Record<string, unknown> }) {
    spec.type ??= 'ClusterIP';
    spec.sessionAffinity ??= 'None';
    spec.internalTrafficPolicy ??= 'Cluster';
    spec.ipFamilies ??= ['IPv4'];
    spec.ipFamilyPolicy ??= 'SingleStack';
    for (const port of spec.ports ?? []) {
      port.protocol ??= 'TCP';
      port.targetPort ??= port.port;
    }
  },
  secrets(secret: Secret & { stringData?: Record<string, string> }) {
    secret.type ??= 'Opaque';
    for (const [key, value] of Object.entries(secret.stringData ?? {})) {
      secret.data = {
        ...secret.data,
        [key]: Buffer.from(value).toString('base64'),
      };
    }
    delete secret.stringData;
  },
  namespaces(namespace: KubeObject) {
    namespace.spec = { finalizers: ['kubernetes'], ...(namespace.spec ?? {}) };
    namespace.metadata.labels = {
      ...namespace.metadata.labels,
      'kubernetes.io/metadata.name': namespace.metadata.name,
    };
  },
  'horizontalpodautoscalers.autoscaling'({ spec }: HorizontalPodAutoscaler) {
    spec.minReplicas ??= 1;
  },
  'networkpolicies.networking.k8s.io'({ spec }: { spec: NetworkPolicySpec }) {
    spec.policyTypes ??= spec.egress ? ['Ingress', 'Egress'] : ['Ingress'];
  },
  persistentvolumeclaims({ spec }: { spec: Record<string, unknown> }) {
    spec.volumeMode ??= 'Filesystem';
    spec.storageClassName ??= 'standard';
  },
};

/** Fills in, in place, the defaults that clients and controllers rely on. */
export function applyDefaults(type: ResourceType, object: KubeObject): void {
  if (!type.custom) DEFAULTS[resourceId(type)]?.(object);
}

interface NetworkPolicySpec {
  policyTypes?: string[];
  egress?: unknown[];
}

function defaultPodSpec(spec: PodSpec): void {
  spec.restartPolicy ??= 'Always';
  spec.terminationGracePeriodSeconds ??= 30;
  spec.dnsPolicy ??= 'ClusterFirst';
  spec.schedulerName ??= 'default-scheduler';
  spec.securityContext ??= {};
  for (const volume of spec.volumes ?? []) {
    if (volume.configMap) volume.configMap.defaultMode ??= 420;
    if (volume.secret) volume.secret.defaultMode ??= 420;
  }
  for (const container of [
    ...(spec.containers ?? []),
    ...(spec.initContainers ?? []),
  ]) {
    defaultContainer(container);
  }
}

function defaultContainer(container: Container): void {
  const tag = /:([^:/@]+)$/.exec(container.image ?? '')?.[1];
  container.imagePullPolicy ??=
    tag === undefined || tag === 'latest' ? 'Always' : 'IfNotPresent';
  container.terminationMessagePath ??= '/dev/termination-log';
  container.terminationMessagePolicy ??= 'File';
  container.resources ??= {};
  // What is limited and asks for nothing asks for its limit.
  const { limits } = container.resources;
  for (const [name, limit] of Object.entries(limits ?? {})) {
    container.resources.requests = {
      [name]: limit,
      ...container.resources.requests,
    };
  }
  for (const port of container.ports ?? []) port.protocol ??= 'TCP';
  defaultProbe(container.readinessProbe);
  defaultProbe(container.livenessProbe);
  defaultProbe(container.startupProbe);
}

function defaultProbe(probe: Probe | undefined): void {
  if (!probe) return;
  probe.timeoutSeconds ??= 1;
  probe.periodSeconds ??= 10;
  probe.successThreshold ??= 1;
  probe.failureThreshold ??= 3;
  if (probe.httpGet) {
    probe.httpGet.path ??= '/';
    probe.httpGet.scheme ??= 'HTTP';
  }
}

/** The status of a new object, for the kinds whose status is never absent. */
export function initialStatus(
  type: ResourceType,
  object: KubeObject,
): unknown | undefined {
  if (type.custom) return undefined;
  switch (resourceId(type)) {
    case 'pods':
      return { phase: 'Pending', qosClass: qosClassOf(object as Pod) };
    case 'namespaces':
      return { phase: 'Active' };
    case 'replicasets.apps':
      return { replicas: 0 };
    case 'statefulsets.apps':
      return { replicas: 0, availableReplicas: 0 };
    case 'daemonsets.apps':
      return {
        currentNumberScheduled: 0,
        numberMisscheduled: 0,
        desiredNumberScheduled: 0,
        numberReady: 0,
      };
    case 'persistentvolumeclaims':
    case 'persistentvolumes':
      return { phase: 'Pending' };
    case 'services':
    case 'ingresses.networking.k8s.io':
      return { loadBalancer: {} };
    case 'horizontalpodautoscalers.autoscaling':
      return { desiredReplicas: 0, currentMetrics: null };
    case 'poddisruptionbudgets.policy':
      return {
        disruptionsAllowed: 0,
        currentHealthy: 0,
        desiredHealthy: 0,
        expectedPods: 0,
      };
    default:
      return {};
  }
}

function qosClassOf(pod: Pod): string {
  const containers = pod.spec.containers ?? [];
  const all = containers.flatMap(({ resources }) => [
    ...Object.keys(resources?.requests ?? {}),
    ...Object.keys(resources?.limits ?? {}),
  ]);
  if (all.length === 0) return 'BestEffort';
  const guaranteed = containers.every(({ resources }) =>
    ['cpu', 'memory'].every(
      name =>
        resources?.limits?.[name] !== undefined &&
        resources.limits[name] === resources.requests?.[name],
    ),
  );
  return guaranteed ? 'Guaranteed' : 'Burstable';
}
