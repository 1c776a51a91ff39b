import type {
  PodView,
  Revision,
  WorkloadDetail,
} from '@groundcrew/plugin-deployments-common';
import { parseImage } from '@groundcrew/plugin-deployments-common';
import { ago, deploymentsView } from './deploymentsView';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A pod of the workload in dev that runs well; give what differs. */
export function pod(name: string, more: Partial<PodView> = {}): PodView {
  return {
    name,
    uid: `uid-${name}`,
    status: 'Running',
    ready: true,
    node: 'dev-node-1',
    revision: 'checkout-5f8b',
    createdAt: ago(3 * DAY),
    restarts: 0,
    containers: [
      {
        name: 'checkout',
        type: 'app',
        image: 'registry.example/shop/checkout:1.8.2',
        ready: true,
        restarts: 0,
        state: { type: 'running', startedAt: ago(3 * DAY) },
        requests: { cpu: '100m', memory: '128Mi' },
        limits: { memory: '256Mi' },
      },
    ],
    unmetConditions: [],
    ...more,
  };
}

/** A revision; give what differs. */
export function revision(
  number: number,
  version: string,
  more: Partial<Revision> = {},
): Revision {
  return {
    name: `checkout-rs-${number}`,
    revision: String(number),
    current: false,
    createdAt: ago(number * DAY),
    replicas: 0,
    images: [
      parseImage('checkout', `registry.example/shop/checkout:${version}`),
    ],
    version,
    template: template(version),
    ...more,
  };
}

/** The workload of {@link deploymentsView} that is degraded in dev. */
export function workloadDetail(
  more: Partial<WorkloadDetail> = {},
): WorkloadDetail {
  const { workloads, ...place } = deploymentsView().places[0];
  return {
    place,
    workload: workloads[0],
    revisions: [
      revision(7, '1.9.0', {
        current: true,
        createdAt: ago(3 * MINUTE),
        replicas: 1,
        changeCause: 'Raised the connection limit',
        template: template('1.9.0').replace('"20"', '"40"'),
      }),
      revision(6, '1.8.2', { replicas: 1, createdAt: ago(3 * DAY) }),
      revision(5, '1.8.1', {
        createdAt: ago(12 * DAY),
        changeCause: 'Fixed rounding of prices',
      }),
    ],
    pods: [
      pod('checkout-7c9d-x2x4k', {
        status: 'CrashLoopBackOff',
        ready: false,
        revision: 'checkout-rs-7',
        createdAt: ago(3 * MINUTE),
        restarts: 7,
        node: 'dev-node-2',
        containers: [
          {
            name: 'migrate',
            type: 'init',
            image: 'registry.example/shop/checkout:1.9.0',
            ready: true,
            restarts: 0,
            state: {
              type: 'terminated',
              reason: 'Completed',
              exitCode: 0,
              finishedAt: ago(3 * MINUTE),
            },
            requests: {},
            limits: {},
          },
          {
            name: 'checkout',
            type: 'app',
            image: 'registry.example/shop/checkout:1.9.0',
            ready: false,
            restarts: 7,
            state: {
              type: 'waiting',
              reason: 'CrashLoopBackOff',
              message: 'back-off 5m0s restarting failed container',
            },
            lastTermination: {
              type: 'terminated',
              reason: 'OOMKilled',
              exitCode: 137,
              startedAt: ago(2 * MINUTE),
              finishedAt: ago(MINUTE),
            },
            requests: { cpu: '100m', memory: '128Mi' },
            limits: { memory: '128Mi' },
          },
        ],
        unmetConditions: [
          {
            type: 'ContainersReady',
            reason: 'ContainersNotReady',
            message: 'containers with unready status: [checkout]',
          },
        ],
      }),
      pod('checkout-5f8b-mmq9r'),
    ],
    related: [
      {
        ref: {
          cluster: 'dev-1',
          kind: 'Service',
          namespace: 'shop',
          name: 'checkout',
        },
        summary: '1 of 2 endpoints ready',
        healthy: false,
      },
      {
        ref: {
          cluster: 'dev-1',
          kind: 'ConfigMap',
          namespace: 'shop',
          name: 'checkout-settings',
        },
        summary: '3 keys',
        healthy: true,
      },
      {
        ref: {
          cluster: 'dev-1',
          kind: 'PodDisruptionBudget',
          namespace: 'shop',
          name: 'checkout',
        },
        summary: '0 disruptions allowed',
        healthy: true,
      },
    ],
    configurationHidden: false,
    freshness: { observedAt: ago(2000) },
    ...more,
  };
}

function template(version: string): string {
  return `metadata:
  labels:
    app.kubernetes.io/name: checkout
    app.kubernetes.io/version: ${version}
spec:
  containers:
    - name: checkout
      image: registry.example/shop/checkout:${version}
      env:
        - name: POOL_SIZE
          value: "20"
        - name: LOG_LEVEL
          value: info
      ports:
        - name: http
          containerPort: 8080
      readinessProbe:
        httpGet:
          path: /ready
          port: http
        periodSeconds: 5
      resources:
        requests:
          cpu: 100m
          memory: 128Mi
        limits:
          memory: 128Mi
  serviceAccountName: checkout
  terminationGracePeriodSeconds: 30
`;
}
