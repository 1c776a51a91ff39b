import { setTimeout as delay } from 'node:timers/promises';
import { waitFor, type KubernetesObject } from '@groundcrew/lab';
import { conditionsOfScheduled } from '../faults/appObjects';
import { now } from '../World';
import type { Control } from './Control';

const REPLICAS = 3;
const STEP_MS = 6_000;

/** Pods that take their time: the image comes, the container runs, its readiness probe fails at first, and then it serves. */
export const slowStarts: Control = {
  id: 'slow-starts',
  async run({ town }) {
    const { world } = town;
    const namespace = town.namespaces[0];
    const labels = { app: 'slow' };
    await world.create({
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'slow', namespace },
      spec: {
        replicas: REPLICAS,
        selector: { matchLabels: labels },
        template: {
          metadata: {
            labels,
            // Whoever plays kubelets leaves these alone.
            annotations: { 'lab.groundcrew.io/fault': 'played-by-hand' },
          },
          spec: {
            containers: [
              {
                name: 'main',
                image: 'registry.example.com/town/slow:1',
                ports: [{ containerPort: 8080 }],
                readinessProbe: {
                  httpGet: { path: '/ready', port: 8080 },
                  periodSeconds: 5,
                },
              },
            ],
          },
        },
      },
    });
    await world.create({
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'slow', namespace },
      spec: { selector: labels, ports: [{ port: 80, targetPort: 8080 }] },
    });
    const pods = await waitFor(
      'pods on nodes',
      async () => {
        const found = await town.list<Pod>(
          `/api/v1/namespaces/${namespace}/pods?labelSelector=app%3Dslow`,
        );
        return (
          found.length === REPLICAS &&
          found.every(({ spec }) => spec.nodeName) &&
          found
        );
      },
      { timeoutMs: 60_000 },
    );
    const say = async (pod: Pod, state: object, isReady: boolean) => {
      await world.setStatus(pod, {
        phase: 'running' in state ? 'Running' : 'Pending',
        startTime: now(),
        conditions: conditionsOfScheduled(isReady),
        containerStatuses: [
          {
            name: 'main',
            image: 'registry.example.com/town/slow:1',
            imageID: '',
            ready: isReady,
            started: 'running' in state,
            restartCount: 0,
            state,
          },
        ],
      });
    };
    const each = (act: (pod: Pod) => Promise<void>) =>
      Promise.all(pods.map(named).map(act));
    await each(pod =>
      say(pod, { waiting: { reason: 'ContainerCreating' } }, false),
    );
    await delay(STEP_MS);
    const running = { running: { startedAt: now() } };
    await each(pod => say(pod, running, false));
    for (const count of [1, 2]) {
      await delay(STEP_MS / 2);
      await each(async pod => {
        await world.tell(pod, {
          reason: 'Unhealthy',
          message:
            'Readiness probe failed: Get "http://10.1.0.9:8080/ready": dial tcp 10.1.0.9:8080: connect: connection refused',
          count,
        });
      });
    }
    await delay(STEP_MS / 2);
    await each(pod => say(pod, running, true));
    await town.untilRolledOut(namespace);
    return REPLICAS;
  },
};

interface Pod extends KubernetesObject {
  spec: { nodeName?: string };
}

/** Items of a list do not say what they are. */
function named(pod: Pod): Pod {
  return { ...pod, apiVersion: 'v1', kind: 'Pod' };
}
