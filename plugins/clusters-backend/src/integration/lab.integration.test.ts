import { mockServices } from '@backstage/backend-test-utils';
import { canTestWithLab, Lab } from '@groundcrew/lab';
import { createClusterHub } from '@groundcrew/plugin-clusters-node';
import { eventually } from '@groundcrew/plugin-clusters-node/testUtils';
import { WatchedCluster } from '../WatchedCluster';

jest.setTimeout(120_000);

const describeWithLab = canTestWithLab('the watch cache on a real API server')
  ? describe
  : describe.skip;

const deployment = (name: string, replicas: number) => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name, namespace: 'default' },
  spec: {
    replicas,
    selector: { matchLabels: { app: name } },
    template: {
      metadata: { labels: { app: name } },
      spec: { containers: [{ name: 'main', image: 'nginx:1.27' }] },
    },
  },
});

const rollouts = {
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: 'rollouts.argoproj.io' },
  spec: {
    group: 'argoproj.io',
    scope: 'Namespaced',
    names: { kind: 'Rollout', plural: 'rollouts', singular: 'rollout' },
    versions: [
      {
        name: 'v1alpha1',
        served: true,
        storage: true,
        schema: {
          openAPIV3Schema: {
            type: 'object',
            'x-kubernetes-preserve-unknown-fields': true,
          },
        },
      },
    ],
  },
};

describeWithLab('against a real API server', () => {
  const hub = createClusterHub();
  const store = () => hub.service.store('lab');
  const cluster = () => hub.service.clusters()[0];
  const stateOf = (kind: string) =>
    store()
      .kinds()
      .find(each => each.kind === kind);
  let lab: Lab;
  let watched: WatchedCluster;

  beforeAll(async () => {
    lab = await Lab.start({
      nodes: 2,
      auditLog: true,
      extraTokens: [
        { token: 'reader-token', user: 'reader', groups: ['system:masters'] },
        { token: 'weak-token', user: 'weak' },
      ],
    });
    const kubeconfig = await lab.kubeconfigFor({
      user: 'reader',
      token: 'reader-token',
    });
    const context = (
      await lab.kubectl([
        '--kubeconfig',
        kubeconfig,
        'config',
        'current-context',
      ])
    ).trim();
    watched = WatchedCluster.start({
      description: { name: 'lab', origin: 'kubeconfig' },
      connection: { type: 'kubeconfig', path: kubeconfig, context },
      feed: hub.feed,
      logger: mockServices.logger.mock(),
      timing: { probeMs: 500, maxProbeRetryMs: 500, probeTimeoutMs: 1_000 },
    });
  });

  afterAll(async () => {
    await watched?.stop();
    await lab?.stop();
  });

  const podsOf = (app: string) =>
    store()
      .list('Pod')
      .filter(pod => pod.metadata?.labels?.app === app);

  it('reads every kind that the cluster serves', async () => {
    await eventually(
      () =>
        cluster().state === 'live' &&
        store()
          .kinds()
          .every(({ state }) => state === 'synced' || state === 'absent'),
      30_000,
    );
    expect(
      store()
        .kinds()
        .filter(({ state }) => state === 'absent')
        .map(({ kind }) => kind),
    ).toEqual([
      'Rollout',
      'Application',
      'Certificate',
      'Gateway',
      'HTTPRoute',
    ]);
    await eventually(() => cluster().version !== undefined);
    expect(cluster().version).toMatch(/^v1\./);
    expect(store().count('Node')).toBe(2);
  });

  it('sees pods come and go', async () => {
    await lab.client.apply(deployment('web', 3));
    await eventually(
      () =>
        podsOf('web').filter(p => p.status?.phase === 'Running').length === 3,
      30_000,
    );
    const victim = podsOf('web')[0].metadata?.name ?? '';
    await lab.kubectl(['delete', 'pod', victim, '--wait=false']);
    await eventually(
      () =>
        podsOf('web').length === 3 &&
        podsOf('web').every(pod => pod.metadata?.name !== victim),
      30_000,
    );
  });

  it('asks for nothing while it watches', async () => {
    const since = await lab.markRequests();
    await lab.kubectl(['scale', 'deployment/web', '--replicas=5']);
    await eventually(() => podsOf('web').length === 5, 30_000);
    expect(
      await lab.countApiRequests({ since, user: 'reader', verb: 'list' }),
    ).toBe(0);
  });

  it('never receives the value of a Secret', async () => {
    await lab.client.apply({
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'password', namespace: 'default' },
      stringData: { password: 'correct-horse' },
    });
    await eventually(() =>
      store().has('Secret', { namespace: 'default', name: 'password' }),
    );
    const secret = store()
      .withConfiguration()
      .get('Secret', { namespace: 'default', name: 'password' });
    expect(secret).not.toHaveProperty('data');
    const sent = await watched.gateway.request('/api/v1/secrets', {
      accept:
        'application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1',
    });
    const base64 = Buffer.from('correct-horse').toString('base64');
    expect(sent.body.toString()).not.toContain(base64);
  });

  it('notices a CRD that appears, and its objects', async () => {
    await lab.client.apply(rollouts);
    await eventually(() => stateOf('Rollout')?.state === 'synced', 30_000);
    await lab.client.apply({
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'Rollout',
      metadata: { name: 'checkout', namespace: 'default' },
      spec: {},
    });
    await eventually(() => store().count('Rollout') === 1, 30_000);
    await lab.kubectl(['delete', 'crd', 'rollouts.argoproj.io']);
    await eventually(() => stateOf('Rollout')?.state === 'absent', 30_000);
    expect(store().count('Rollout')).toBe(0);
  });

  it.each(['SIGTERM', 'SIGKILL'] as const)(
    'recovers from an API server that ends by %s',
    async signal => {
      const held = store().count('Pod');
      await lab.stopApiServer({ signal });
      await eventually(() => cluster().state === 'unreachable', 30_000);
      await eventually(() => cluster().message === 'connection refused');
      expect(store().count('Pod')).toBe(held);
      expect(stateOf('Pod')).toMatchObject({ state: 'stale' });
      await lab.startApiServer();
      await eventually(() => cluster().state === 'live', 30_000);
      await lab.client.apply(deployment(`after-${signal.toLowerCase()}`, 1));
      await eventually(
        () => podsOf(`after-${signal.toLowerCase()}`).length === 1,
        60_000,
      );
      await eventually(() => stateOf('Pod')?.state === 'synced', 30_000);
    },
  );

  it('notices an API server that hangs with its connections open, and its return', async () => {
    await lab.pauseApiServer();
    try {
      await eventually(() => cluster().state === 'unreachable', 30_000);
      expect(cluster().message).toBe('no answer in time');
    } finally {
      lab.resumeApiServer();
    }
    await eventually(() => cluster().state === 'live', 60_000);
    await lab.kubectl(['scale', 'deployment/web', '--replicas=1']);
    await eventually(() => podsOf('web').length === 1, 60_000);
  });

  it('says what is forbidden and with which rule it would not be', async () => {
    const weakHub = createClusterHub();
    const weak = WatchedCluster.start({
      description: { name: 'weak', origin: 'config' },
      connection: {
        type: 'direct',
        server: lab.url,
        certificateAuthority: Buffer.from(lab.caData, 'base64').toString(),
        credentials: { type: 'token', token: 'weak-token' },
        address: 'trusted',
      },
      feed: weakHub.feed,
      logger: mockServices.logger.mock(),
    });
    const stateOfPods = () =>
      weakHub.service
        .store('weak')
        .kinds()
        .find(({ kind }) => kind === 'Pod');
    await eventually(() => stateOfPods()?.state === 'forbidden', 30_000);
    expect(stateOfPods()).toMatchObject({
      message: expect.stringContaining('cannot list resource "pods"'),
      rule: {
        apiGroups: [''],
        resources: ['pods'],
        verbs: ['get', 'list', 'watch'],
      },
    });
    expect(weakHub.service.clusters()[0].state).toBe('live');
    await weak.stop();
  });

  it('says when a token is wrong and when a CA is missing', async () => {
    const badHub = createClusterHub();
    const start = (name: string, token: string, ca?: string) =>
      WatchedCluster.start({
        description: { name, origin: 'config' },
        connection: {
          type: 'direct',
          server: lab.url,
          certificateAuthority: ca,
          credentials: { type: 'token', token },
          address: 'trusted',
        },
        feed: badHub.feed,
        logger: mockServices.logger.mock(),
      });
    const ca = Buffer.from(lab.caData, 'base64').toString();
    const both = [start('wrong-token', 'nonsense', ca), start('no-ca', 'x')];
    const stateOfCluster = (name: string) =>
      badHub.service.clusters().find(each => each.name === name);
    await eventually(
      () =>
        badHub.service.clusters().every(({ state }) => state !== 'connecting'),
      30_000,
    );
    expect(stateOfCluster('wrong-token')).toMatchObject({
      state: 'unauthorized',
      message: 'the credentials are not accepted: give others',
    });
    expect(stateOfCluster('no-ca')).toMatchObject({
      state: 'unreachable',
      message: 'certificate is signed by an unknown authority: give its CA',
    });
    await Promise.all(both.map(each => each.stop()));
  });
});
