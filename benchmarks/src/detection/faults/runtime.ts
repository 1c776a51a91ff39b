import { now } from '../World';
import { App } from './App';
import { condition } from './appObjects';
import { containerFault, crashLooping } from './containers';
import type { FaultKind } from './FaultKind';

const liveness = { httpGet: { path: '/live', port: 9090 }, periodSeconds: 10 };

const jobFailed: FaultKind = {
  id: 'job-failed',
  faults: ['job-failed'],
  at: 'namespace',
  async prepare({ namespace, world }) {
    const job = await world.create({
      apiVersion: 'batch/v1',
      kind: 'Job',
      metadata: { name: 'report', namespace },
      spec: {
        backoffLimit: 0,
        template: {
          spec: {
            restartPolicy: 'Never',
            containers: [
              { name: 'report', image: 'registry.example.com/report:1' },
            ],
          },
        },
      },
      status: { startTime: now(), active: 1 },
    });
    return {
      async break() {
        const because = {
          reason: 'BackoffLimitExceeded',
          message: 'Job has reached the specified backoff limit',
          lastProbeTime: now(),
        };
        const failed = (type: string) => ({
          ...condition(type, true),
          ...because,
        });
        await world.setStatus(job, {
          active: 0,
          failed: 1,
          conditions: [failed('FailureTarget'), failed('Failed')],
        });
      },
      async mend() {
        await world.delete(job);
      },
    };
  },
};

const rolloutDeadlocked: FaultKind = {
  id: 'rollout-deadlocked',
  faults: ['rollout-deadlocked', 'volume-attach-failed'],
  at: 'namespace',
  async prepare(place) {
    const { namespace, node, world } = place;
    const app = await App.create(place, {
      spec: {
        strategy: { rollingUpdate: { maxUnavailable: 0, maxSurge: 1 } },
      },
    });
    const { metadata, spec } = app.pod;
    return {
      async break() {
        const next = await world.create({
          apiVersion: 'v1',
          kind: 'Pod',
          metadata: {
            name: 'shop-5d9f-next1',
            namespace,
            labels: metadata?.labels,
            ownerReferences: metadata?.ownerReferences,
          },
          spec: { ...(spec as object), nodeName: node },
          status: {
            phase: 'Pending',
            conditions: [
              condition('PodScheduled', true),
              condition('Ready', false, 'ContainersNotReady'),
            ],
            containerStatuses: [
              {
                name: 'main',
                image: 'registry.example.com/shop/app:1.4.2',
                imageID: '',
                ready: false,
                restartCount: 0,
                state: { waiting: { reason: 'ContainerCreating' } },
              },
            ],
          },
        });
        await world.setStatus(app.deployment, {
          replicas: 2,
          unavailableReplicas: 1,
        });
        await world.tell(next, {
          reason: 'FailedAttachVolume',
          message:
            'Multi-Attach error for volume "pvc-1" Volume is already used by pod(s) shop-5d9f-x7k2p',
          count: 3,
        });
      },
      async mend() {
        await world.delete({
          apiVersion: 'v1',
          kind: 'Pod',
          metadata: { name: 'shop-5d9f-next1', namespace },
        });
        await app.serve();
      },
    };
  },
};

const evicted: FaultKind = {
  id: 'pod-evicted',
  faults: ['pod-evicted'],
  at: 'namespace',
  mayPass: true,
  async prepare(place) {
    const { world } = place;
    const app = await App.create(place);
    return {
      async break() {
        await world.setStatus(app.pod, {
          phase: 'Failed',
          reason: 'Evicted',
          message:
            'The node was low on resource: ephemeral-storage. Threshold quantity: 1Gi, available: 10Mi.',
          conditions: [condition('Ready', false, 'PodFailed')],
          containerStatuses: null,
        });
        await app.count({ pods: 0, ready: 0 });
      },
      async mend() {
        await app.replacePod();
      },
    };
  },
};

/** What happens to containers that had started, and to what runs them. */
export const runtimeFaults: FaultKind[] = [
  containerFault('application-crash', {
    state: crashLooping({ exitCode: 1, reason: 'Error' }),
  }),
  containerFault('out-of-memory', {
    state: crashLooping({ exitCode: 137, reason: 'OOMKilled' }),
  }),
  containerFault('readiness-probe-port', {
    app: {
      container: {
        readinessProbe: {
          httpGet: { path: '/ready', port: 8081 },
          periodSeconds: 5,
        },
      },
    },
    state: { state: { running: { startedAt: now() } }, started: true },
    after: async app => {
      await app.world.tell(app.pod, {
        reason: 'Unhealthy',
        message:
          'Readiness probe failed: Get "http://10.1.0.1:8081/ready": dial tcp 10.1.0.1:8081: connect: connection refused',
        count: 3,
      });
    },
  }),
  containerFault('liveness-probe-port', {
    app: { container: { livenessProbe: liveness } },
    state: crashLooping({ exitCode: 137, reason: 'Error' }),
    after: async app => {
      await app.world.tell(app.pod, {
        reason: 'Unhealthy',
        message:
          'Liveness probe failed: Get "http://10.1.0.1:9090/live": dial tcp 10.1.0.1:9090: connect: connection refused',
        count: 3,
      });
      await app.world.tell(app.pod, {
        reason: 'Killing',
        message: 'Container main failed liveness probe, will be restarted',
      });
    },
    mend: app => app.replacePod(),
  }),
  jobFailed,
  rolloutDeadlocked,
  evicted,
];
