import type {
  DeploymentsView,
  Place,
  WorkloadSummary,
} from '@groundcrew/plugin-deployments-common';
import { parseImage } from '@groundcrew/plugin-deployments-common';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A moment that long before now, as ISO 8601. */
export function ago(milliseconds: number): string {
  return new Date(Date.now() - milliseconds).toISOString();
}

/** A workload that runs well; give what differs. */
export function workload(
  cluster: string,
  more: Partial<WorkloadSummary> = {},
): WorkloadSummary {
  const version = more.version ?? '1.8.2';
  return {
    ref: { cluster, kind: 'Deployment', namespace: 'shop', name: 'checkout' },
    uid: `${cluster}-checkout`,
    status: 'running',
    version,
    images: [
      parseImage('checkout', `registry.example/shop/checkout:${version}`),
    ],
    replicas: { desired: 3, ready: 3, updated: 3, available: 3 },
    rollout: { state: 'complete', progress: 1 },
    managedBy: [{ type: 'helm', name: 'checkout', scope: 'all' }],
    createdAt: ago(94 * DAY),
    lastChange: {
      at: ago(3 * DAY),
      by: 'helm',
      paths: ['spec.template', 'metadata.labels'],
    },
    restarts: 0,
    notReadyPods: 0,
    problems: [],
    ...more,
  };
}

/** A place with one workload that runs well; give what differs. */
export function place(
  environment: string,
  cluster: string,
  summary: WorkloadSummary = workload(cluster),
  more: Partial<Place> = {},
): Place {
  return {
    cluster,
    namespace: 'shop',
    environment,
    owner: 'group:default/checkout-team',
    freshness: { observedAt: ago(2 * SECOND) },
    status: summary.status,
    version: summary.version,
    workloads: [summary],
    logsAllowed: true,
    configurationAllowed: true,
    ...more,
  };
}

/** Every state that needs looking at, in one view: degraded in dev, rolling out in staging, well and unreachable in prod. */
export function deploymentsView(
  more: Partial<DeploymentsView> = {},
): DeploymentsView {
  const dev = workload('dev-1', {
    status: 'degraded',
    version: '1.9.0',
    replicas: { desired: 2, ready: 1, updated: 2, available: 1 },
    rollout: {
      state: 'stalled',
      progress: 0.5,
      message: 'ReplicaSet "checkout-7c9d" has timed out progressing.',
    },
    managedBy: [],
    lastChange: {
      at: ago(3 * MINUTE),
      by: 'kubectl-edit',
      paths: ['spec.template'],
    },
    restarts: 7,
    notReadyPods: 1,
    problems: [
      {
        pod: 'checkout-7c9d-x2x4k',
        container: 'checkout',
        reason: 'CrashLoopBackOff',
        message: 'back-off 5m0s restarting failed container',
      },
    ],
  });
  const staging = workload('staging-1', {
    status: 'progressing',
    version: '1.9.0',
    previousVersion: '1.8.2',
    replicas: { desired: 5, ready: 5, updated: 2, available: 5 },
    rollout: {
      state: 'progressing',
      progress: 0.4,
      message: 'Waiting for 3 of 5 updated replicas to be available.',
    },
    managedBy: [
      {
        type: 'argocd',
        name: 'checkout-staging',
        namespace: 'argocd',
        scope: 'all',
      },
    ],
    lastChange: {
      at: ago(40 * SECOND),
      by: 'argocd-controller',
      paths: ['spec.template'],
    },
  });
  const prod = workload('prod-eu', {
    replicas: { desired: 12, ready: 12, updated: 12, available: 12 },
    managedBy: [
      { type: 'helm', name: 'checkout', scope: 'all' },
      { type: 'hpa', name: 'checkout', scope: 'replicas' },
    ],
  });
  const unreachable = workload('prod-us', {
    replicas: { desired: 6, ready: 6, updated: 6, available: 6 },
  });
  const stale = {
    reason: 'connection refused',
    since: ago(2 * MINUTE),
  };
  return {
    entityRef: 'component:default/checkout',
    link: { type: 'selector', selector: 'backstage.io/kubernetes-id=checkout' },
    places: [
      place('dev', 'dev-1', dev),
      place('staging', 'staging-1', staging),
      place('prod', 'prod-eu', prod),
      place('prod', 'prod-us', unreachable, {
        status: 'unknown',
        freshness: { observedAt: ago(2 * MINUTE + SECOND), stale },
      }),
    ],
    hiddenPlaces: 0,
    searchedClusters: [
      {
        cluster: 'dev-1',
        environment: 'dev',
        freshness: { observedAt: ago(SECOND) },
      },
      {
        cluster: 'staging-1',
        environment: 'staging',
        freshness: { observedAt: ago(SECOND) },
      },
      {
        cluster: 'prod-eu',
        environment: 'prod',
        freshness: { observedAt: ago(SECOND) },
      },
      {
        cluster: 'prod-us',
        environment: 'prod',
        freshness: { observedAt: ago(2 * MINUTE + SECOND), stale },
      },
    ],
    ...more,
  };
}
