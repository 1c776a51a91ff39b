import type { BackendFeature } from '@backstage/backend-plugin-api';
import {
  mockServices,
  startTestBackend,
  type TestBackend,
} from '@backstage/backend-test-utils';
import { metricsServiceMock } from '@backstage/backend-test-utils/alpha';
import type { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import clustersPlugin from '@groundcrew/plugin-clusters-backend';
import type {
  OperationDetail,
  SubmitRequest,
} from '@groundcrew/plugin-operations-common';
import kubernetesModule from '@groundcrew/plugin-operations-backend-module-kubernetes';
import { Sandbox } from '@groundcrew/sandbox';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import request from 'supertest';
import { eventually } from '@groundcrew/plugin-clusters-node/testUtils';
import operationsPlugin from '../index';
import { ApiProxy } from './ApiProxy';
import {
  personaGroups,
  personaPermissions,
  personas,
  type PersonaName,
} from './personas';

export const BASE = '/api/groundcrew-operations/v1';

/** The shop's checkout, as its namespace says: owned by group:default/checkout. */
export function checkoutIn(cluster: string) {
  return {
    cluster,
    kind: 'Deployment',
    namespace: 'shop-checkout',
    name: 'checkout',
  };
}

function component(name: string, owner: string): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name,
      namespace: 'default',
      annotations: { 'backstage.io/kubernetes-id': name },
    },
    relations: [
      { type: 'ownedBy', targetRef: `group:default/${owner}` },
      ...(name === 'checkout'
        ? [
            {
              type: 'dependencyOf',
              targetRef: 'component:default/storefront',
            },
          ]
        : []),
    ],
    spec: { owner },
  };
}

/** A whole backend with clusters, operations and the verbs for Kubernetes, on the sandbox. */
export class OperationsBackend {
  static async start(
    options: {
      operations?: object;
      clusters?: string[];
      /** Puts a proxy before the first cluster. */
      proxied?: boolean;
      /** Beside those that are always there. */
      features?: BackendFeature[];
    } = {},
  ): Promise<OperationsBackend> {
    const directory = await mkdtemp(join(tmpdir(), 'operations-'));
    const sandbox = await Sandbox.start({
      directory,
      clusters: options.clusters ?? ['dev', 'prod'],
    });
    const kubeconfig = join(directory, 'kubeconfig');
    await sandbox.writeKubeconfig(kubeconfig);
    const proxy = options.proxied
      ? await ApiProxy.before(sandbox, { directory, kubeconfig })
      : undefined;
    const contexts = sandbox.clusters.map(({ name }) => name);
    const backend = await startTestBackend({
      features: [
        clustersPlugin,
        operationsPlugin,
        kubernetesModule,
        personaPermissions,
        personaGroups,
        catalogServiceMock.factory({
          entities: [
            component('checkout', 'checkout'),
            component('storefront', 'storefront'),
          ],
        }),
        metricsServiceMock.factory(),
        ...(options.features ?? []),
        mockServices.rootConfig.factory({
          data: {
            backend: { actions: { pluginSources: ['groundcrew-operations'] } },
            groundcrew: {
              operations: options.operations,
              clusters: {
                allowLoopback: true,
                kubeconfigs: [{ path: kubeconfig, contexts }],
                settings: contexts.map(name => ({ name, environment: name })),
              },
            },
          },
        }),
      ],
    });
    return new OperationsBackend(backend, sandbox, directory, proxy);
  }

  private constructor(
    readonly backend: TestBackend,
    readonly sandbox: Sandbox,
    readonly directory: string,
    readonly proxy: ApiProxy | undefined,
  ) {}

  async stop(): Promise<void> {
    await this.backend.stop();
    await this.proxy?.stop();
    await this.sandbox.stop();
    await rm(this.directory, { recursive: true, force: true });
  }

  async get(who: PersonaName, path: string) {
    return await request(this.backend.server)
      .get(`${BASE}${path}`)
      .set('authorization', personas[who] ?? '');
  }

  async post(who: PersonaName, path: string, body: object = {}) {
    return await request(this.backend.server)
      .post(`${BASE}${path}`)
      .set('authorization', personas[who] ?? '')
      .send(body);
  }

  /** Asks for an operation that is taken. */
  async submit(
    who: PersonaName,
    submitted: SubmitRequest,
  ): Promise<OperationDetail> {
    const response = await this.post(who, '/operations', submitted);
    if (response.status !== 201) {
      throw new Error(JSON.stringify(response.body));
    }
    return response.body;
  }

  async operation(id: string): Promise<OperationDetail> {
    return (await this.get('operator', `/operations/${id}`)).body;
  }

  /** Waits until an operation is in one of these phases. */
  async until(id: string, ...phases: string[]): Promise<OperationDetail> {
    let detail: OperationDetail | undefined;
    await eventually(async () => {
      detail = await this.operation(id);
      return phases.includes(detail.phase);
    }, 60_000).catch(() => {
      throw new Error(`it is ${JSON.stringify(detail, undefined, 1)}`);
    });
    return detail!;
  }

  /** Waits until the watch cache holds an object of the entity `checkout`. */
  async untilWatched(target: ReturnType<typeof checkoutIn>): Promise<void> {
    const query = new URLSearchParams({
      ...target,
      entityRef: 'component:default/checkout',
    });
    await eventually(
      async () =>
        (await this.get('operator', `/verbs?${query}`)).status === 200,
    );
  }
}
