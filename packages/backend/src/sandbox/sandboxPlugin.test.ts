import { BackendFeature } from '@backstage/backend-plugin-api';
import {
  createMockDirectory,
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { readFile } from 'node:fs/promises';
import request from 'supertest';
import { sandboxPlugin } from './sandboxPlugin';
import { sandboxServiceFactory } from './sandboxServiceFactory';

const base = '/api/groundcrew-sandbox/v1';
const checkout = {
  kind: 'Deployment',
  namespace: 'shop-checkout',
  name: 'checkout',
};

const routes = [
  ['get', '/faults'],
  ['post', '/faults'],
  ['delete', '/faults/1'],
  ['get', '/kubeconfig-path'],
] as const;

// Three populated clusters start, on a machine that may be busy.
jest.setTimeout(120_000);

async function start(
  sandbox: { enabled: boolean; directory: string },
  ...features: BackendFeature[]
) {
  const { server } = await startTestBackend({
    features: [
      sandboxPlugin,
      sandboxServiceFactory,
      mockServices.rootConfig.factory({ data: { groundcrew: { sandbox } } }),
      ...features,
    ],
  });
  return request(server);
}

async function untilReady(agent: ReturnType<typeof request>) {
  const deadline = Date.now() + 100_000;
  while (Date.now() < deadline) {
    if ((await agent.get(`${base}/faults`)).status !== 503) {
      return;
    }
    await new Promise(resolve => setTimeout(resolve, 100));
  }
  throw new Error('The sandbox did not start');
}

describe('sandboxPlugin', () => {
  const directory = createMockDirectory();
  let agent: ReturnType<typeof request>;

  beforeAll(async () => {
    agent = await start({ enabled: true, directory: directory.path });
    await untilReady(agent);
  });

  it('breaks something, shows it and mends it', async () => {
    const applied = await agent
      .post(`${base}/faults`)
      .send({ fault: 'crash-loop', cluster: 'dev', target: checkout });
    expect(applied.status).toBe(201);
    expect(applied.body).toMatchObject({
      id: expect.any(String),
      fault: 'crash-loop',
      cluster: 'dev',
      target: checkout,
    });

    const shown = await agent.get(`${base}/faults`);
    expect(shown.body.active).toEqual([applied.body]);
    expect(shown.body.faults).toContainEqual(
      expect.objectContaining({ id: 'node-down', targetKind: 'node' }),
    );

    const mended = await agent.delete(`${base}/faults/${applied.body.id}`);
    expect(mended.status).toBe(204);
    expect((await agent.get(`${base}/faults`)).body.active).toEqual([]);
  });

  it('shows what there is to break, the shop before the cluster itself', async () => {
    const { clusters } = (await agent.get(`${base}/faults`)).body;
    expect(clusters.map(({ name }: { name: string }) => name)).toEqual([
      'dev',
      'staging',
      'prod',
    ]);
    const [dev] = clusters;
    expect(dev.workloads).toContainEqual(checkout);
    expect(dev.workloads[0].namespace).toMatch(/^shop-/);
    expect(dev.workloads.at(-1).namespace).toBe('kube-system');
    expect(dev.namespaces).toEqual([
      'shop-checkout',
      'shop-data',
      'shop-storefront',
      'kube-system',
    ]);
    expect(dev.nodes.length).toBeGreaterThan(0);
  });

  it('leaves a kubeconfig and says where', async () => {
    const response = await agent.get(`${base}/kubeconfig-path`);
    expect(response.body).toEqual({ path: directory.resolve('kubeconfig') });
    expect(await readFile(response.body.path, 'utf8')).toContain(
      'current-context: dev',
    );
  });

  it.each([
    [{}, /fault: Required; cluster: Required/],
    [{ fault: '', cluster: 'dev' }, /fault/],
    [{ fault: 'crash-loop', cluster: 7 }, /cluster: Expected string/],
    [{ fault: 'crash-loop', cluster: 'dev', command: 'rm' }, /command/],
    [{ fault: 'crash-loop', cluster: 'dev', target: {} }, /target.name/],
    [{ fault: 'crash-loop', cluster: 'dev' }, /needs a workload/],
    [{ fault: 'crash-loop', cluster: 'moon', target: checkout }, /moon/],
    [{ fault: 'flood', cluster: 'dev', target: checkout }, /flood/],
  ])('refuses %j', async (body, message) => {
    const response = await agent.post(`${base}/faults`).send(body);
    expect(response.status).toBe(400);
    expect(response.body.error.message).toMatch(message);
  });

  it('refuses to break twice what is broken, and to mend what is whole', async () => {
    const fault = { fault: 'unreachable', cluster: 'prod' };
    expect((await agent.post(`${base}/faults`).send(fault)).status).toBe(201);
    expect((await agent.post(`${base}/faults`).send(fault)).status).toBe(409);
    expect((await agent.delete(`${base}/faults/none`)).status).toBe(404);
  });

  it.each(routes)('%s %s is for users only', async (method, path) => {
    const asService = await agent[method](base + path).set(
      'Authorization',
      mockCredentials.service.header(),
    );
    expect(asService.status).toBe(403);
    const asNobody = await agent[method](base + path).set(
      'Authorization',
      mockCredentials.none.header(),
    );
    expect(asNobody.status).toBe(401);
  });
});

describe('sandboxPlugin without clusters', () => {
  const directory = createMockDirectory({
    content: { occupied: 'a file where the folder should be' },
  });
  const broken = { enabled: true, directory: directory.resolve('occupied') };

  it('says why the clusters could not start, and lets the backend go on', async () => {
    const agent = await start(broken);
    const response = await agent.get(`${base}/faults`);
    expect(response.status).toBe(503);
    expect(response.body.error.message).toMatch(/could not start: .*occupied/);
  });

  it.each(routes)('%s %s asks for permission first', async (method, path) => {
    const agent = await start(
      broken,
      mockServices.permissions.factory({ result: AuthorizeResult.DENY }),
    );
    expect((await agent[method](base + path)).status).toBe(403);
  });

  it.each(routes)('%s %s is not there unless enabled', async (method, path) => {
    const agent = await start({ enabled: false, directory: directory.path });
    expect((await agent[method](base + path)).status).toBe(404);
  });
});
