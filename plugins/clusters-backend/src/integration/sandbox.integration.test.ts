import { mockServices } from '@backstage/backend-test-utils';
import { createClusterHub } from '@groundcrew/plugin-clusters-node';
import { Sandbox, type SandboxCluster } from '@groundcrew/sandbox';
import { mkdtemp, rm } from 'node:fs/promises';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from '@groundcrew/plugin-clusters-node/testUtils';
import { WatchedCluster } from '../WatchedCluster';

jest.setTimeout(60_000);

const normal = new Set(['synced', 'absent']);

function remove(cluster: SandboxCluster, path: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const call = request(
      `${cluster.url}${path}`,
      {
        method: 'DELETE',
        ca: Buffer.from(cluster.caData, 'base64'),
        headers: { authorization: `Bearer ${cluster.tokens.admin}` },
      },
      response => {
        response.resume();
        response.once('end', () =>
          response.statusCode === 200
            ? resolve()
            : reject(new Error(`answered ${response.statusCode}`)),
        );
      },
    );
    call.once('error', reject);
    call.end();
  });
}

describe('against the sandbox', () => {
  let directory: string;
  let sandbox: Sandbox;
  let hub: ReturnType<typeof createClusterHub>;
  let watched: WatchedCluster[];

  const watch = (name: string, cluster: SandboxCluster, token: string) =>
    WatchedCluster.start({
      description: { name, origin: 'config', environment: name },
      connection: {
        type: 'direct',
        server: cluster.url,
        certificateAuthority: Buffer.from(cluster.caData, 'base64').toString(),
        credentials: { type: 'token', token },
        address: 'trusted',
      },
      feed: hub.feed,
      logger: mockServices.logger.mock(),
      timing: {
        probeMs: 100,
        maxProbeRetryMs: 200,
        probeTimeoutMs: 300,
        forbiddenMs: 500,
      },
    });
  const stateOf = (name: string) =>
    hub.service.clusters().find(cluster => cluster.name === name);
  const kindOf = (name: string, kind: string) =>
    hub.service
      .store(name)
      .kinds()
      .find(each => each.kind === kind);
  const isComplete = (name: string) =>
    stateOf(name)?.state === 'live' &&
    hub.service
      .store(name)
      .kinds()
      .every(({ state }) => normal.has(state));
  const podsOf = (cluster: string, component: string) =>
    hub.service
      .store(cluster)
      .list('Pod')
      .filter(
        ({ metadata }) =>
          metadata?.labels?.['app.kubernetes.io/name'] === component,
      );

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'sandbox-'));
    sandbox = await Sandbox.start({ directory });
  });
  afterAll(async () => {
    await sandbox?.stop();
    await rm(directory, { recursive: true });
  });
  beforeEach(async () => {
    hub = createClusterHub();
    watched = sandbox.clusters.map(cluster =>
      watch(cluster.name, cluster, cluster.tokens.reader),
    );
    await eventually(
      () => sandbox.clusters.every(({ name }) => isComplete(name)),
      30_000,
    );
  });
  afterEach(async () => {
    await sandbox.faults.revertAll();
    await Promise.all(watched.map(each => each.stop()));
  });

  it('reads all three clusters, with their health', async () => {
    expect(podsOf('prod', 'checkout')).toHaveLength(3);
    await eventually(() => stateOf('prod')?.health !== undefined);
    await eventually(() => stateOf('prod')?.capacity !== undefined);
    expect(stateOf('prod')).toMatchObject({
      state: 'live',
      version: expect.stringMatching(/^v1\./),
    });
    expect(stateOf('prod')?.nodes.total).toBeGreaterThan(0);
    expect(stateOf('prod')?.capacity?.requested.pods).toBeGreaterThan(0);
  });

  it('sees a pod that is deleted, and the one that takes its place', async () => {
    const [victim] = podsOf('prod', 'checkout');
    await remove(
      sandbox.cluster('prod'),
      `/api/v1/namespaces/${victim.metadata?.namespace}/pods/${victim.metadata?.name}`,
    );
    await eventually(
      () =>
        podsOf('prod', 'checkout').length === 3 &&
        podsOf('prod', 'checkout').every(
          pod => pod.metadata?.uid !== victim.metadata?.uid,
        ),
      20_000,
    );
  });

  it('survives a cluster that stops, while the others go on, and takes it back', async () => {
    const pods = hub.service.store('staging').count('Pod');
    await sandbox.faults.apply({ fault: 'unreachable', cluster: 'staging' });
    await eventually(() => stateOf('staging')?.state === 'unreachable');
    expect(stateOf('staging')?.freshness.stale?.since).toBeDefined();
    expect(hub.service.store('staging').count('Pod')).toBe(pods);
    expect(stateOf('prod')?.state).toBe('live');
    expect(stateOf('dev')?.state).toBe('live');
    await sandbox.faults.revertAll();
    await eventually(() => isComplete('staging'));
  });

  it('notices connections that are half-open, and recovers', async () => {
    await sandbox.faults.apply({ fault: 'half-open', cluster: 'dev' });
    await eventually(() => stateOf('dev')?.state === 'unreachable');
    expect(stateOf('dev')?.message).toBe('no answer in time');
    await sandbox.faults.revertAll();
    await eventually(() => isComplete('dev'));
  });

  it('notices a token that expires, and when it is good again', async () => {
    await sandbox.faults.apply({ fault: 'expired-token', cluster: 'dev' });
    await eventually(() => stateOf('dev')?.state === 'unauthorized');
    await sandbox.faults.revertAll();
    await eventually(() => isComplete('dev'));
  });

  it('goes on without the kinds that it may not read', async () => {
    const dev = sandbox.cluster('dev');
    const token = dev.addToken({
      name: 'limited',
      rules: [
        {
          apiGroups: ['', 'apps'],
          resources: ['pods', 'deployments', 'replicasets', 'namespaces'],
          verbs: ['get', 'list', 'watch'],
        },
      ],
    });
    const limited = watch('limited', dev, token);
    await eventually(
      () =>
        kindOf('limited', 'Pod')?.state === 'synced' &&
        kindOf('limited', 'Secret')?.state === 'forbidden' &&
        kindOf('limited', 'Node')?.state === 'forbidden',
    );
    expect(kindOf('limited', 'Node')?.rule).toEqual({
      apiGroups: [''],
      resources: ['nodes'],
      verbs: ['get', 'list', 'watch'],
    });
    expect(stateOf('limited')?.state).toBe('live');
    await eventually(() => stateOf('limited')?.health !== undefined);
    expect(
      stateOf('limited')?.health?.components.map(({ id }) => id),
    ).not.toContain('nodes');
    await limited.stop();
  });

  it('lists again when the history that it needs is gone', async () => {
    const dev = sandbox.cluster('dev');
    await dev.stop();
    await eventually(() => stateOf('dev')?.state === 'unreachable');
    dev.store.compact();
    await dev.start();
    await eventually(() => isComplete('dev'));
    expect(podsOf('dev', 'checkout')).toHaveLength(2);
  });
});
