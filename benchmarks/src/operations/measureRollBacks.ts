import { waitFor, type KubernetesObject, type Lab } from '@groundcrew/lab';
import type { OperationsBackend } from './OperationsBackend';

const NAMESPACE = 'default';
const NAME = 'shop';
const REPLICAS = 3;
const GOOD = 'registry.test/shop:1.0.0';
const BAD = 'registry.test/shop:1.0.1-typo';
const TIMEOUT_MS = 60_000;

const path = (resource: string) =>
  `/apis/apps/v1/namespaces/${NAMESPACE}/deployments${resource}`;

/** With a bad image two of its three pods are down: a roll out may take that many at once. */
export async function createReleasedDeployment(
  lab: Lab,
): Promise<{ namespace: string; name: string }> {
  await lab.client.request({
    method: 'POST',
    path: path(''),
    body: {
      metadata: { name: NAME },
      spec: {
        replicas: REPLICAS,
        strategy: { rollingUpdate: { maxSurge: 0, maxUnavailable: 2 } },
        selector: { matchLabels: { app: NAME } },
        template: {
          metadata: { labels: { app: NAME } },
          spec: { containers: [{ name: NAME, image: GOOD }] },
        },
      },
    },
  });
  await waitFor('the first release', () => serves(lab, GOOD), {
    timeoutMs: TIMEOUT_MS,
  });
  return { namespace: NAMESPACE, name: NAME };
}

/**
 * Releases an image that cannot be pulled, again and again, and rolls it back.
 *
 * @returns for each, milliseconds from the request until all pods serve the old image again and the operation has said so
 */
export async function measureRollBacks(
  lab: Lab,
  backend: OperationsBackend,
  count: number,
): Promise<number[]> {
  const milliseconds: number[] = [];
  for (let index = 0; index < count; index += 1) {
    const revision = await revisionOf(lab);
    await release(lab, BAD, 'image-pull-back-off');
    await waitFor('the failing release', () => isFailing(lab), {
      timeoutMs: TIMEOUT_MS,
    });
    const startedAt = performance.now();
    const id = await backend.rollBack(
      { namespace: NAMESPACE, name: NAME },
      revision,
    );
    await waitFor(
      'the old version',
      async () => {
        const { phase, phaseReason } = await backend.operation(id);
        if (['failed', 'refused', 'rolled-back'].includes(phase)) {
          throw new Error(`The roll back is ${phase}: ${phaseReason}`);
        }
        return phase === 'succeeded' && (await serves(lab, GOOD));
      },
      { timeoutMs: TIMEOUT_MS, intervalMs: 25 },
    );
    milliseconds.push(performance.now() - startedAt);
  }
  return milliseconds;
}

async function release(lab: Lab, image: string, fault: string): Promise<void> {
  await lab.client.request({
    method: 'PATCH',
    path: path(`/${NAME}`),
    contentType: 'application/strategic-merge-patch+json',
    body: {
      spec: {
        template: {
          metadata: { annotations: { 'lab.groundcrew.io/fault': fault } },
          spec: { containers: [{ name: NAME, image }] },
        },
      },
    },
  });
}

async function revisionOf(lab: Lab): Promise<number> {
  const { metadata } = await deployment(lab);
  return Number(metadata?.annotations?.['deployment.kubernetes.io/revision']);
}

async function isFailing(lab: Lab): Promise<boolean> {
  const failing = (await pods(lab)).filter(
    ({ image, waiting }) => image === BAD && waiting === 'ImagePullBackOff',
  );
  return failing.length === 2;
}

async function serves(lab: Lab, image: string): Promise<boolean> {
  const all = await pods(lab);
  return (
    all.length === REPLICAS &&
    all.every(pod => pod.image === image && pod.isReady)
  );
}

async function deployment(lab: Lab): Promise<KubernetesObject> {
  return await lab.client.request({ method: 'GET', path: path(`/${NAME}`) });
}

async function pods(lab: Lab) {
  const list = await lab.client.request<{ items: Pod[] }>({
    method: 'GET',
    path: `/api/v1/namespaces/${NAMESPACE}/pods?labelSelector=app%3D${NAME}`,
  });
  return list.items
    .filter(({ metadata }) => !metadata.deletionTimestamp)
    .map(({ spec, status }) => ({
      image: spec.containers[0].image,
      isReady: Boolean(status.containerStatuses?.[0]?.ready),
      waiting: status.containerStatuses?.[0]?.state?.waiting?.reason,
    }));
}

interface Pod {
  metadata: { deletionTimestamp?: string };
  spec: { containers: { image: string }[] };
  status: {
    containerStatuses?: {
      ready: boolean;
      state?: { waiting?: { reason?: string } };
    }[];
  };
}
