import {
  createServiceFactory,
  BackendFeature,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { ConflictError, NotFoundError } from '@backstage/errors';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import request from 'supertest';
import { ActiveFaultView, SandboxControl } from './SandboxControl';
import { sandboxPlugin } from './sandboxPlugin';
import { sandboxServiceFactory } from './sandboxServiceFactory';
import { sandboxServiceRef } from './sandboxServiceRef';

const base = '/api/groundcrew-sandbox/v1';

/** One cluster with one workload and one fault, remembered in memory. */
class OneFaultSandbox implements SandboxControl {
  active: ActiveFaultView[] = [];

  async clusters() {
    return [
      {
        name: 'dev',
        environment: 'dev',
        workloads: [{ namespace: 'shop-checkout', name: 'checkout' }],
      },
    ];
  }
  async faults() {
    return [
      { id: 'crash-loop', title: 'Crash loop', scope: 'workload' as const },
    ];
  }
  async activeFaults() {
    return this.active;
  }
  async apply(fault: string, target: { cluster: string }) {
    if (target.cluster !== 'dev') {
      throw new NotFoundError(`No cluster ${target.cluster}`);
    }
    if (this.active.length > 0) {
      throw new ConflictError('It is at work already');
    }
    const applied = { id: '1', fault, ...target };
    this.active = [applied];
    return applied;
  }
  async revert(id: string) {
    if (!this.active.some(active => active.id === id)) {
      throw new NotFoundError(`No fault ${id}`);
    }
    this.active = [];
  }
  kubeconfigPath() {
    return '/var/sandbox/kubeconfig';
  }
}

function factoryOf(control: SandboxControl) {
  return createServiceFactory({
    service: sandboxServiceRef,
    deps: {},
    factory: () => ({ enabled: true, control: () => control }),
  });
}

async function start(...features: BackendFeature[]) {
  const { server } = await startTestBackend({
    features: [sandboxPlugin, ...features],
  });
  return request(server);
}

describe('sandboxPlugin', () => {
  it('breaks something, shows it and mends it', async () => {
    const agent = await start(factoryOf(new OneFaultSandbox()));
    const target = {
      cluster: 'dev',
      namespace: 'shop-checkout',
      workload: 'checkout',
    };

    const applied = await agent
      .post(`${base}/faults`)
      .send({ fault: 'crash-loop', ...target });
    expect(applied.status).toBe(201);
    expect(applied.body).toEqual({ id: '1', fault: 'crash-loop', ...target });

    const shown = await agent.get(`${base}/faults`);
    expect(shown.body).toEqual({
      clusters: [
        {
          name: 'dev',
          environment: 'dev',
          workloads: [{ namespace: 'shop-checkout', name: 'checkout' }],
        },
      ],
      faults: [{ id: 'crash-loop', title: 'Crash loop', scope: 'workload' }],
      active: [{ id: '1', fault: 'crash-loop', ...target }],
    });

    expect((await agent.delete(`${base}/faults/1`)).status).toBe(204);
    expect((await agent.get(`${base}/faults`)).body.active).toEqual([]);
  });

  it('says where the kubeconfig lies', async () => {
    const agent = await start(factoryOf(new OneFaultSandbox()));
    const response = await agent.get(`${base}/kubeconfig-path`);
    expect(response.body).toEqual({ path: '/var/sandbox/kubeconfig' });
  });

  it.each([
    [{}, /fault: Required; cluster: Required/],
    [{ fault: '', cluster: 'dev' }, /fault/],
    [{ fault: 'crash-loop', cluster: 7 }, /cluster: Expected string/],
    [{ fault: 'crash-loop', cluster: 'dev', command: 'rm' }, /command/],
  ])('refuses %j', async (body, message) => {
    const agent = await start(factoryOf(new OneFaultSandbox()));
    const response = await agent.post(`${base}/faults`).send(body);
    expect(response.status).toBe(400);
    expect(response.body.error.message).toMatch(message);
  });

  it('passes on what the sandbox refuses', async () => {
    const agent = await start(factoryOf(new OneFaultSandbox()));
    const body = { fault: 'crash-loop', cluster: 'dev' };
    const send = (more: object) =>
      agent.post(`${base}/faults`).send({ ...body, ...more });
    expect((await send({ cluster: 'moon' })).status).toBe(404);
    expect((await send({})).status).toBe(201);
    expect((await send({})).status).toBe(409);
    expect((await agent.delete(`${base}/faults/2`)).status).toBe(404);
  });

  const routes = [
    ['get', '/faults'],
    ['post', '/faults'],
    ['delete', '/faults/1'],
    ['get', '/kubeconfig-path'],
  ] as const;

  it.each(routes)('%s %s is for users only', async (method, path) => {
    const agent = await start(factoryOf(new OneFaultSandbox()));
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

  it.each(routes)('%s %s asks for permission', async (method, path) => {
    const agent = await start(
      factoryOf(new OneFaultSandbox()),
      mockServices.permissions.factory({ result: AuthorizeResult.DENY }),
    );
    const response = await agent[method](base + path);
    expect(response.status).toBe(403);
  });

  it.each(routes)('%s %s is not there without the sandbox', async (method, path) => {
    const agent = await start(sandboxServiceFactory);
    const response = await agent[method](base + path);
    expect(response.status).toBe(404);
  });
});
