import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { canTestWithLab } from './canTestWithLab';
import { Lab } from './Lab';
import type { KubernetesObject } from './LabClient';
import { waitFor } from './waitFor';

// The first start on a machine builds Kubernetes.
const BUILD_TIMEOUT_MS = 30 * 60_000;

jest.setTimeout(180_000);

(canTestWithLab('the lab') ? describe : describe.skip)('Lab', () => {
  let lab: Lab;

  beforeAll(async () => {
    lab = await Lab.start({
      auditLog: true,
      extraTokens: [
        { token: 'reader-token', user: 'reader', groups: ['readers'] },
      ],
    });
  }, BUILD_TIMEOUT_MS);

  afterAll(async () => {
    await lab?.stop();
  });

  it('runs the pods of a Deployment', async () => {
    await lab.client.apply(deployment({ name: 'shop', replicas: 3 }));

    const pods = await podsOf(
      lab,
      'shop',
      items =>
        items.length === 3 &&
        items.every(pod => statusOf(pod).phase === 'Running'),
    );
    expect(pods.map(pod => statusOf(pod).containerStatuses?.[0].ready)).toEqual(
      [true, true, true],
    );
    expect(new Set(pods.map(pod => statusOf(pod).podIP)).size).toBe(3);

    const stored = await waitFor('the Deployment to be available', async () => {
      const object = await lab.client.get(
        deployment({ name: 'shop', replicas: 3 }),
      );
      return (
        (object.status as { availableReplicas?: number })?.availableReplicas ===
          3 && object
      );
    });
    expect(stored.metadata?.namespace).toBe('default');
  });

  it.each([
    {
      fault: 'crash-loop',
      phase: 'Running',
      waiting: 'CrashLoopBackOff',
      lastReason: 'Error',
    },
    {
      fault: 'oom-killed',
      phase: 'Running',
      waiting: 'CrashLoopBackOff',
      lastReason: 'OOMKilled',
    },
    {
      fault: 'image-pull-back-off',
      phase: 'Pending',
      waiting: 'ImagePullBackOff',
      lastReason: undefined,
    },
    {
      fault: 'not-ready',
      phase: 'Running',
      waiting: undefined,
      lastReason: undefined,
    },
  ])('plays $fault', async ({ fault, phase, waiting, lastReason }) => {
    await lab.client.apply(
      deployment({
        name: `broken-${fault}`,
        labels: { 'lab.groundcrew.io/fault': fault },
      }),
    );

    const [pod] = await podsOf(
      lab,
      `broken-${fault}`,
      ([first]) => readyCondition(first) === 'False',
    );
    const [container] = statusOf(pod).containerStatuses ?? [];
    expect(statusOf(pod).phase).toBe(phase);
    expect(container.ready).toBe(false);
    expect(container.state?.waiting?.reason).toBe(waiting);
    expect(container.lastState?.terminated?.reason).toBe(lastReason);
  });

  it('restarts a crashing container again and again', async () => {
    const annotations = {
      'lab.groundcrew.io/fault': 'crash-loop',
      'lab.groundcrew.io/restart-after': '100ms',
    };
    await lab.client.apply(deployment({ name: 'restarting', annotations }));

    const [pod] = await podsOf(
      lab,
      'restarting',
      ([first]) =>
        (statusOf(first).containerStatuses?.[0].restartCount ?? 0) >= 3,
    );
    expect(readyCondition(pod)).toBe('False');
  });

  it('lets a pod recover when its fault is taken away', async () => {
    await lab.client.apply(
      deployment({
        name: 'recovering',
        labels: { 'lab.groundcrew.io/fault': 'not-ready' },
      }),
    );
    const [broken] = await podsOf(
      lab,
      'recovering',
      ([first]) => readyCondition(first) === 'False',
    );

    await lab.kubectl([
      'label',
      'pod',
      String(broken.metadata?.name),
      'lab.groundcrew.io/fault-',
    ]);

    const [whole] = await podsOf(
      lab,
      'recovering',
      ([first]) => readyCondition(first) === 'True',
    );
    expect(whole.metadata?.uid).toBe(broken.metadata?.uid);
  });

  it('completes a Job, and fails one that is to fail', async () => {
    await lab.client.apply(job('works'));
    await lab.client.apply(
      job('fails', { 'lab.groundcrew.io/fault': 'exit-error' }),
    );

    const finished = async (name: string) =>
      await waitFor(`the Job ${name} to finish`, async () => {
        const { conditions = [] } = (await lab.client.get(job(name)))
          .status as { conditions?: { type: string }[] };
        return conditions.find(
          ({ type }) => type === 'Complete' || type === 'Failed',
        )?.type;
      });
    expect(await finished('works')).toBe('Complete');
    expect(await finished('fails')).toBe('Failed');
  });

  it('answers for the logs of a pod', async () => {
    await lab.client.apply(deployment({ name: 'talking' }));
    const [pod] = await podsOf(
      lab,
      'talking',
      ([first]) => statusOf(first).phase === 'Running',
    );
    await lab.appendPodLog(['A line of this test']);

    expect(await lab.kubectl(['logs', String(pod.metadata?.name)])).toContain(
      'A line of this test',
    );
  });

  it('knows its users, and lets RBAC decide', async () => {
    const reader = lab.clientFor('reader-token');
    try {
      await expect(
        reader.request({ path: '/api/v1/pods' }),
      ).rejects.toMatchObject({ status: 403 });

      await lab.client.apply({
        apiVersion: 'rbac.authorization.k8s.io/v1',
        kind: 'ClusterRoleBinding',
        metadata: { name: 'readers' },
        roleRef: {
          apiGroup: 'rbac.authorization.k8s.io',
          kind: 'ClusterRole',
          name: 'view',
        },
        subjects: [
          {
            kind: 'Group',
            name: 'readers',
            apiGroup: 'rbac.authorization.k8s.io',
          },
        ],
      });

      await waitFor('the role to be granted', () =>
        reader.request({ path: '/api/v1/pods' }),
      );
      await expect(
        reader.request({ path: '/api/v1/secrets' }),
      ).rejects.toMatchObject({ status: 403, reason: 'Forbidden' });
    } finally {
      reader.close();
    }
  });

  it('counts requests by user', async () => {
    const reader = lab.clientFor('reader-token');
    const since = await lab.markRequests();
    for (let i = 0; i < 3; i += 1) {
      await reader.request({ path: '/api' });
    }
    reader.close();
    await lab.client.request({ path: '/api/v1/namespaces' });

    expect(await lab.countApiRequests({ since, user: 'reader' })).toBe(3);
    expect(
      await lab.countApiRequests({
        since,
        user: 'lab-admin',
        verb: 'list',
        resource: 'namespaces',
      }),
    ).toBe(1);
  });

  it.each(['SIGTERM', 'SIGKILL'] as const)(
    'keeps its data when the API server ends with %s and starts again',
    async signal => {
      const map = {
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { name: `kept-${signal.toLowerCase()}` },
        data: { key: 'value' },
      };
      await lab.client.apply(map);

      await lab.stopApiServer({ signal });
      await expect(lab.client.get(map)).rejects.toThrow(
        /ECONNREFUSED|ECONNRESET|socket hang up/,
      );
      await lab.startApiServer();

      expect(await lab.client.get(map)).toMatchObject({
        data: { key: 'value' },
      });
    },
  );

  it('answers nothing while its API server is paused, and goes on afterwards', async () => {
    await lab.pauseApiServer();
    try {
      await expect(
        lab.client.requestText({ path: '/version', timeoutMs: 500 }),
      ).rejects.toThrow('No answer');
    } finally {
      lab.resumeApiServer();
    }
    expect(await lab.client.requestText({ path: '/version' })).toContain(
      'v1.34.4',
    );
  });

  it('stands beside another one, which leaves nothing behind', async () => {
    const other = await Lab.start({ kwok: false, controllers: false });
    expect(other.url).not.toBe(lab.url);
    const map = {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'only-here' },
    };
    await other.client.apply(map);
    await expect(lab.client.get(map)).rejects.toMatchObject({ status: 404 });

    await other.stop();

    expect(existsSync(dirname(other.kubeconfig))).toBe(false);
    await expect(
      other.clientFor(other.adminToken).request({ path: '/version' }),
    ).rejects.toThrow('ECONNREFUSED');
  });

  it('finds the data of an earlier lab in the same folder', async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'lab-test-'));
    const map = {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'kept' },
      data: { from: 'before' },
    };
    const options = { dataDir, kwok: false, controllers: false };
    try {
      const before = await Lab.start(options);
      await before.client.apply(map);
      await before.stop();

      const after = await Lab.start(options);
      try {
        expect(await after.client.get(map)).toMatchObject({
          data: { from: 'before' },
        });
      } finally {
        await after.stop();
      }
    } finally {
      await rm(dataDir, { recursive: true, force: true });
    }
  });

  it('says what the server said when it cannot start', async () => {
    await expect(
      Lab.start({
        kwok: false,
        controllers: false,
        apiServerFlags: ['--no-such-flag'],
      }),
    ).rejects.toThrow(
      /kube-apiserver ended with code 1[^]*unknown flag: --no-such-flag/,
    );
  });
});

interface ContainerStatus {
  ready: boolean;
  restartCount: number;
  state?: { waiting?: { reason: string } };
  lastState?: { terminated?: { reason: string } };
}

interface PodStatus {
  phase?: string;
  podIP?: string;
  conditions?: { type: string; status: string }[];
  containerStatuses?: ContainerStatus[];
}

function statusOf(pod: KubernetesObject | undefined): PodStatus {
  return (pod?.status ?? {}) as PodStatus;
}

function readyCondition(pod: KubernetesObject | undefined): string | undefined {
  return statusOf(pod).conditions?.find(({ type }) => type === 'Ready')?.status;
}

async function podsOf(
  lab: Lab,
  app: string,
  expected: (pods: KubernetesObject[]) => boolean,
): Promise<KubernetesObject[]> {
  return await waitFor(
    `the pods of ${app}`,
    async () => {
      const path = `/api/v1/namespaces/default/pods?labelSelector=app%3D${app}`;
      const { items } = await lab.client.request<{ items: KubernetesObject[] }>(
        { path },
      );
      return expected(items) && items;
    },
    { timeoutMs: 60_000 },
  );
}

function deployment(options: {
  name: string;
  replicas?: number;
  labels?: Record<string, string>;
  annotations?: Record<string, string>;
}): KubernetesObject {
  const { name, replicas = 1, labels = {}, annotations = {} } = options;
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name },
    spec: {
      replicas,
      selector: { matchLabels: { app: name } },
      template: {
        metadata: { labels: { app: name, ...labels }, annotations },
        spec: {
          containers: [
            { name: 'app', image: 'registry.example.com/app:1.0.0' },
          ],
        },
      },
    },
  };
}

function job(
  name: string,
  labels: Record<string, string> = {},
): KubernetesObject {
  return {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: { name },
    spec: {
      backoffLimit: 0,
      template: {
        metadata: {
          labels,
          annotations: { 'lab.groundcrew.io/duration': '100ms' },
        },
        spec: {
          restartPolicy: 'Never',
          containers: [
            { name: 'app', image: 'registry.example.com/job:1.0.0' },
          ],
        },
      },
    },
  };
}
