import { mockServices } from '@backstage/backend-test-utils';
import { NotFoundError } from '@backstage/errors';
import { canTestWithLab, Lab } from '@groundcrew/lab';
import {
  createClusterHub,
  isRetriable,
  type ClusterClient,
  type ClusterFailure,
  type ClusterRequestError,
  type LiveObject,
} from '@groundcrew/plugin-clusters-node';
import { Sandbox } from '@groundcrew/sandbox';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from '@groundcrew/plugin-clusters-node/testUtils';
import { GatewayClusterClient } from '../client';
import { KubeConfigClusterGateway } from '../gateway';
import { OPERATION_RULES, rbacManifest } from '../registry/rbacManifest';
import { isAllowed } from '../registry/reviewPermissions';
import { WatchedCluster } from '../WatchedCluster';

jest.setTimeout(120_000);

interface Target {
  url: string;
  /** Base64. */
  caData: string;
  adminToken: string;
  stop(): Promise<void>;
}

async function startLab(): Promise<Target> {
  const lab = await Lab.start({ nodes: 2 });
  const { url, caData, adminToken } = lab;
  return { url, caData, adminToken, stop: () => lab.stop() };
}

async function startSandbox(): Promise<Target> {
  const directory = await mkdtemp(join(tmpdir(), 'changes-'));
  const sandbox = await Sandbox.start({ directory, clusters: ['dev'] });
  const [{ url, caData, tokens }] = sandbox.clusters;
  return {
    url,
    caData,
    adminToken: tokens.admin,
    async stop() {
      await sandbox.stop();
      await rm(directory, { recursive: true });
    },
  };
}

const targets = [
  ['sandbox', startSandbox, describe],
  [
    'lab',
    startLab,
    canTestWithLab('changes on a real API server') ? describe : describe.skip,
  ],
] as const;

for (const [targetName, start, describeTarget] of targets) {
  describeTarget(`changes in the ${targetName}`, () => {
    const hub = createClusterHub();
    const namespace = `changes-${randomBytes(4).toString('hex')}`;
    let target: Target;
    let watched: WatchedCluster;
    let client: ClusterClient;

    const ref = (kind: string, name: string) => ({ kind, namespace, name });
    const template = (app: string) => ({
      metadata: { labels: { app } },
      spec: { containers: [{ name: 'app', image: 'registry.example/app:1' }] },
    });
    const workload = (kind: string, name: string, replicas = 2) => ({
      apiVersion: 'apps/v1',
      kind,
      metadata: { name, namespace },
      spec: {
        replicas,
        ...(kind === 'StatefulSet' && { serviceName: name }),
        selector: { matchLabels: { app: name } },
        template: template(name),
      },
    });
    const configMap = (name: string, data: Record<string, string> = {}) => ({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name, namespace },
      data,
    });
    const errorOf = async (
      call: Promise<unknown>,
    ): Promise<ClusterRequestError> => {
      const outcome = await call.then(
        value => value,
        error => error,
      );
      expect(outcome).toMatchObject({ failure: expect.any(String) });
      return outcome as ClusterRequestError;
    };
    const failureOf = async (call: Promise<unknown>): Promise<ClusterFailure> =>
      (await errorOf(call)).failure;
    const podsOf = (app: string) =>
      client.list('Pod', { namespace, labelSelector: `app=${app}` });
    const readyPodsOf = async (app: string, count: number) => {
      let pods: LiveObject[] = [];
      await eventually(async () => {
        pods = (await podsOf(app)).filter(isReady);
        return pods.length === count;
      }, 60_000);
      return pods;
    };

    beforeAll(async () => {
      target = await start();
      watched = WatchedCluster.start({
        description: { name: 'changed', origin: 'config' },
        connection: {
          type: 'direct',
          server: target.url,
          certificateAuthority: Buffer.from(target.caData, 'base64').toString(),
          credentials: { type: 'token', token: target.adminToken },
          address: 'trusted',
        },
        feed: hub.feed,
        logger: mockServices.logger.mock(),
      });
      client = hub.clients.client('changed');
      await client.create({
        apiVersion: 'v1',
        kind: 'Namespace',
        metadata: { name: namespace },
      });
    });
    afterAll(async () => {
      await watched?.stop();
      await target?.stop();
    });

    it('are made under a name of our own', async () => {
      await client.create(configMap('owned', { a: '1' }));
      const patched = await client.patch(ref('ConfigMap', 'owned'), {
        data: { b: '2' },
      });
      expect(patched).toMatchObject({
        apiVersion: 'v1',
        kind: 'ConfigMap',
        data: { a: '1', b: '2' },
        metadata: { managedFields: [{ manager: 'groundcrew' }] },
      });
    });

    it('are only tried in a dry run', async () => {
      const owned = ref('ConfigMap', 'tried');
      await client.create(configMap('tried', { a: '1' }), { dryRun: true });
      expect(await client.get(owned)).toBeUndefined();
      await client.create(configMap('tried', { a: '1' }));
      const before = await client.get(owned);
      expect(
        await client.patch(owned, { data: { a: '2' } }, { dryRun: true }),
      ).toMatchObject({ data: { a: '2' } });
      expect(await client.delete(owned, { dryRun: true })).toBe('deleted');
      expect(await client.get(owned)).toEqual(before);
    });

    it('are made in the state that was seen, or not at all', async () => {
      const settings = ref('ConfigMap', 'settings');
      const first = (await client.create(configMap('settings', { a: '1' })))
        .metadata;
      await client.patch(settings, { data: { a: '2' } }, first);
      const stale = { resourceVersion: first.resourceVersion };
      const another = { uid: '00000000-0000-0000-0000-000000000000' };
      const merge = { data: { a: '3' } };
      const json = [{ op: 'replace', path: '/data/a', value: '3' }] as const;
      for (const patch of [merge, json]) {
        for (const precondition of [stale, another]) {
          expect(
            await failureOf(client.patch(settings, patch, precondition)),
          ).toBe('conflict');
        }
      }
      const test = { op: 'test', path: '/data/a', value: '1' } as const;
      expect(await failureOf(client.patch(settings, [test, ...json]))).toBe(
        'conflict',
      );
      const nowhere = { op: 'remove', path: '/data/none' } as const;
      expect(
        await failureOf(client.patch(settings, [nowhere], { uid: first.uid })),
      ).toBe('refused');
      for (const precondition of [stale, another]) {
        expect(await failureOf(client.delete(settings, precondition))).toBe(
          'conflict',
        );
      }
      expect(await client.get(settings)).toMatchObject({ data: { a: '2' } });
      expect(isRetriable('conflict')).toBe(true);

      const { uid } = first;
      expect(
        await client.patch(settings, [{ ...test, value: '2' }, ...json], {
          uid,
        }),
      ).toMatchObject({ data: { a: '3' } });
      expect(await client.delete(settings, { uid })).toBe('deleted');
      expect(await client.delete(settings, { uid })).toBe('gone');
      expect(await failureOf(client.patch(settings, merge))).toBe('not-found');
    });

    it('are refused in the words of the API server', async () => {
      await client.create(workload('Deployment', 'refused', 0));
      const refused = ref('Deployment', 'refused');
      expect(
        await errorOf(client.patch(refused, { spec: { replicas: -1 } })),
      ).toMatchObject({
        failure: 'refused',
        reason: 'Invalid',
        message: expect.stringMatching(
          /spec\.replicas: Invalid value: -1: must be greater than or equal to 0/,
        ),
        causes: [{ field: 'spec.replicas' }],
      });
      expect(
        await errorOf(client.create(workload('Deployment', 'refused'))),
      ).toMatchObject({
        failure: 'conflict',
        reason: 'AlreadyExists',
        message: 'deployments.apps "refused" already exists',
      });
    });

    it('evict pods as far as their budget lets them', async () => {
      await client.create(workload('Deployment', 'guarded'));
      const [pod] = await readyPodsOf('guarded', 2);
      const pods = ref('Pod', pod.metadata.name);
      const budget = ref('PodDisruptionBudget', 'guarded');
      const allowed = async () =>
        (await client.get(budget))?.status?.disruptionsAllowed;
      await client.create({
        apiVersion: 'policy/v1',
        kind: 'PodDisruptionBudget',
        metadata: { name: 'guarded', namespace },
        spec: {
          minAvailable: 2,
          selector: { matchLabels: { app: 'guarded' } },
        },
      });
      await eventually(
        async () => (await client.get(budget))?.status?.currentHealthy === 2,
        30_000,
      );
      for (const dryRun of [true, false]) {
        expect(await errorOf(client.evict(pods, { dryRun }))).toMatchObject({
          failure: 'throttled',
          retryAfterMs: expect.any(Number),
          message:
            "Cannot evict pod as it would violate the pod's disruption budget. The disruption budget guarded needs 2 healthy pods and has 2 currently",
        });
      }
      await client.patch(budget, { spec: { minAvailable: 1 } });
      await eventually(async () => (await allowed()) === 1, 30_000);
      expect(await client.evict(pods, { dryRun: true })).toBe('evicted');
      expect(await failureOf(client.evict(pods, { uid: 'another' }))).toBe(
        'conflict',
      );
      expect(await allowed()).toBe(1);
      const { uid } = pod.metadata;
      expect(await client.evict(pods, { uid, gracePeriodSeconds: 1 })).toBe(
        'evicted',
      );
      await eventually(
        async () => (await client.get(pods)) === undefined,
        60_000,
      );
      expect(await client.evict(pods, { uid })).toBe('gone');
      await readyPodsOf('guarded', 2);
    });

    it('are seen at once, revisions of StatefulSets too', async () => {
      await client.create(workload('StatefulSet', 'stateful', 1));
      const revisions = () =>
        client.list('ControllerRevision', {
          namespace,
          labelSelector: 'app=stateful',
        });
      await eventually(async () => (await revisions()).length === 1, 30_000);
      const [revision] = await revisions();
      expect(revision).toMatchObject({
        apiVersion: 'apps/v1',
        kind: 'ControllerRevision',
        revision: 1,
      });
      expect(
        await client.get(ref('ControllerRevision', revision.metadata.name)),
      ).toMatchObject({ data: { spec: { template: expect.any(Object) } } });
      const [pod] = await readyPodsOf('stateful', 1);
      const onNode = await client.list('Pod', {
        fieldSelector: `spec.nodeName=${pod.spec?.nodeName}`,
      });
      expect(onNode.map(({ metadata }) => metadata.name)).toContain(
        'stateful-0',
      );
    });

    it('end with the cluster', async () => {
      await watched.stop();
      expect(() => hub.clients.client('changed')).toThrow(NotFoundError);
      expect(
        await errorOf(client.get(ref('ConfigMap', 'owned'))),
      ).toMatchObject({
        failure: 'aborted',
        message: expect.stringMatching(/was taken out of Groundcrew/),
      });
    });
  });
}

describe('as the operator of the sandbox', () => {
  it('changes what operations change, and nothing else', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'operator-'));
    const sandbox = await Sandbox.start({ directory, clusters: ['dev'] });
    const [{ url, caData, tokens }] = sandbox.clusters;
    const gateway = KubeConfigClusterGateway.create({
      connection: {
        type: 'direct',
        server: url,
        certificateAuthority: Buffer.from(caData, 'base64').toString(),
        credentials: { type: 'token', token: tokens.operator },
        address: 'trusted',
      },
    });
    const client = GatewayClusterClient.create({ gateway });
    const refOf = ({ kind, metadata: { name, namespace } }: LiveObject) => ({
      kind,
      name,
      namespace,
    });
    try {
      for (const { group, resource, verb } of operationRights()) {
        const attributes = {
          group,
          resource: resource.split('/')[0],
          subresource: resource.split('/')[1],
          verb,
        };
        const { signal } = new AbortController();
        expect(await isAllowed(gateway, attributes, signal)).toBe(true);
      }
      const [deployment] = await client.list('Deployment');
      const patched = await client.patch(refOf(deployment), {
        spec: { paused: true },
      });
      expect(patched.spec).toMatchObject({ paused: true });
      for (const call of [
        client.delete(refOf(deployment)),
        client.list('ConfigMap').then(([first]) => client.delete(refOf(first))),
      ]) {
        await expect(call).rejects.toMatchObject({ failure: 'forbidden' });
      }
    } finally {
      gateway.close();
      await sandbox.stop();
      await rm(directory, { recursive: true });
    }
  });
});

const describeWithLab = canTestWithLab('the RBAC manifest on a real API server')
  ? describe
  : describe.skip;

describeWithLab('with the rights of the RBAC manifest', () => {
  let lab: Lab;
  let gateway: KubeConfigClusterGateway;
  let client: ClusterClient;

  const deployment = { kind: 'Deployment', namespace: 'default', name: 'web' };
  const node = async () => (await client.list('Node'))[0].metadata.name;
  const outcomeOf = (call: Promise<unknown>) =>
    call.then(
      () => 'made',
      (error: ClusterRequestError) => error.failure,
    );
  /** Each of them as a dry run. */
  const changes = async () => {
    const dryRun = { dryRun: true };
    const pod = { kind: 'Pod', namespace: 'default', name: 'lone' };
    return Promise.all(
      [
        client.patch(deployment, { spec: { paused: true } }, dryRun),
        client.patch(
          { kind: 'Node', name: await node() },
          { spec: { unschedulable: true } },
          dryRun,
        ),
        client.patch(pod, { metadata: { labels: { app: 'x' } } }, dryRun),
        client.evict(pod, dryRun),
        client.delete(pod, dryRun),
      ].map(outcomeOf),
    );
  };

  beforeAll(async () => {
    lab = await Lab.start({ nodes: 1 });
    await lab.kubectl(['apply', '-f', '-'], {
      input: rbacManifest({ namespace: 'groundcrew' }),
    });
    const spec = {
      containers: [{ name: 'app', image: 'registry.example/app:1' }],
    };
    await lab.client.apply({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'lone', namespace: 'default' },
      spec,
    });
    await lab.client.apply({
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'web', namespace: 'default' },
      spec: {
        replicas: 0,
        selector: { matchLabels: { app: 'web' } },
        template: { metadata: { labels: { app: 'web' } }, spec },
      },
    });
    const token = await lab.kubectl([
      '-n',
      'groundcrew',
      'create',
      'token',
      'groundcrew-reader',
    ]);
    gateway = KubeConfigClusterGateway.create({
      connection: {
        type: 'direct',
        server: lab.url,
        certificateAuthority: Buffer.from(lab.caData, 'base64').toString(),
        credentials: { type: 'token', token: token.trim() },
        address: 'trusted',
      },
    });
    client = GatewayClusterClient.create({ gateway });
    await eventually(
      async () => (await outcomeOf(client.get(deployment))) === 'made',
      30_000,
    );
  });
  afterAll(async () => {
    gateway?.close();
    await lab?.stop();
  });

  it('reads, and changes nothing, until somebody grants it', async () => {
    expect(await changes()).toEqual(Array(5).fill('forbidden'));
    const patching = client.patch(deployment, { spec: { replicas: 1 } });
    await expect(patching).rejects.toThrow(
      /cannot patch resource "deployments" in API group "apps"/,
    );
  });

  it('changes what operations change, and nothing else', async () => {
    await lab.kubectl([
      'create',
      'clusterrolebinding',
      'groundcrew-operations',
      '--clusterrole=groundcrew-operations',
      '--serviceaccount=groundcrew:groundcrew-reader',
    ]);
    await eventually(
      async () => (await changes()).every(outcome => outcome === 'made'),
      30_000,
    );
    const roots = {
      kind: 'ConfigMap',
      namespace: 'default',
      name: 'kube-root-ca.crt',
    };
    expect(await outcomeOf(client.patch(roots, { data: {} }))).toBe(
      'forbidden',
    );
    expect(await outcomeOf(client.delete(deployment))).toBe('forbidden');
  });
});

/** What the RBAC manifest offers to those who let Groundcrew change something. */
function operationRights() {
  return OPERATION_RULES.flatMap(({ apiGroups, resources, verbs }) =>
    apiGroups.flatMap(group =>
      resources.flatMap(resource =>
        verbs.map(verb => ({ group, resource, verb })),
      ),
    ),
  );
}

function isReady({ metadata, status }: LiveObject): boolean {
  const { conditions = [] } = (status ?? {}) as {
    conditions?: { type: string; status: string }[];
  };
  return (
    !metadata.deletionTimestamp &&
    conditions.some(each => each.type === 'Ready' && each.status === 'True')
  );
}
