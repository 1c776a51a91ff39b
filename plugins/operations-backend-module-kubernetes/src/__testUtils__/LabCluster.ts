import { createBackendPlugin } from '@backstage/backend-plugin-api';
import {
  mockServices,
  startTestBackend,
  type TestBackend,
} from '@backstage/backend-test-utils';
import { metricsServiceMock } from '@backstage/backend-test-utils/alpha';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { Lab, waitFor } from '@groundcrew/lab';
// What only that plugin can make, for tests: a watch cache and a client of a real cluster.
// eslint-disable-next-line @backstage/no-mixed-plugin-imports
import clustersPlugin from '@groundcrew/plugin-clusters-backend';
import {
  clusterClientsServiceRef,
  clustersServiceRef,
  type ClusterClient,
  type ClusterClients,
  type ClustersService,
  type ObjectStore,
} from '@groundcrew/plugin-clusters-node';
import type { OperationTarget } from '@groundcrew/plugin-operations-common';

/** The user that the plugins are in the lab: what that one changes was changed by an operation. */
const USER = 'groundcrew';
const TOKEN = 'groundcrew-token';

interface Services {
  clients: ClusterClients;
  clusters: ClustersService;
}

/** A real cluster, and what the operations plugin has of it: the watch cache and a client. */
export class LabCluster {
  readonly lab: Lab;
  readonly name: string;
  readonly #backend: TestBackend;
  readonly #services: Services;

  static async start(options: { nodes: number }): Promise<LabCluster> {
    const lab = await Lab.start({
      ...options,
      auditLog: true,
      extraTokens: [{ token: TOKEN, user: USER, groups: ['system:masters'] }],
    });
    const path = await lab.kubeconfigFor({ user: USER, token: TOKEN });
    const name = (
      await lab.kubectl(['--kubeconfig', path, 'config', 'current-context'])
    ).trim();
    const services: Partial<Services> = {};
    const operations = createBackendPlugin({
      pluginId: 'groundcrew-operations',
      register(env) {
        env.registerInit({
          deps: {
            clients: clusterClientsServiceRef,
            clusters: clustersServiceRef,
          },
          async init({ clients, clusters }) {
            Object.assign(services, { clients, clusters });
          },
        });
      },
    });
    const backend = await startTestBackend({
      features: [
        clustersPlugin,
        operations,
        catalogServiceMock.factory(),
        metricsServiceMock.factory(),
        mockServices.rootConfig.factory({
          data: { groundcrew: { clusters: { kubeconfigs: [{ path }] } } },
        }),
      ],
    });
    const cluster = new LabCluster(lab, name, backend, services as Services);
    await waitFor(
      'the watch cache',
      () =>
        services.clusters?.clusters().some(({ state }) => state === 'live') &&
        cluster.store
          .kinds()
          .every(({ state }) => state === 'synced' || state === 'absent'),
    );
    return cluster;
  }

  private constructor(
    lab: Lab,
    name: string,
    backend: TestBackend,
    services: Services,
  ) {
    this.lab = lab;
    this.name = name;
    this.#backend = backend;
    this.#services = services;
  }

  get store(): ObjectStore {
    return this.#services.clusters.store(this.name);
  }

  get client(): ClusterClient {
    return this.#services.clients.client(this.name);
  }

  /** An object as a target, once the watch cache has it as it is now. */
  async target(
    kind: string,
    name: string,
    namespace: string | undefined = 'default',
  ): Promise<OperationTarget & { uid: string }> {
    const ref = { kind, name, ...(kind !== 'Node' && { namespace }) };
    const uid = await waitFor(`${kind} ${name} in memory`, async () => {
      const live = await this.client.get(ref);
      const known = this.store.get(kind, ref);
      return (
        known?.metadata?.resourceVersion === live?.metadata.resourceVersion &&
        live?.metadata.uid
      );
    });
    return { cluster: this.name, ...ref, uid };
  }

  /** Changes that the API server kept, of operations alone: neither reads nor dry runs. */
  async countChanges(during: () => Promise<unknown>): Promise<number> {
    const since = await this.lab.markRequests();
    await during();
    const requests = await this.lab.apiRequests({ since, user: USER });
    return requests.filter(
      ({ verb, path, status = 0 }) =>
        ['create', 'update', 'patch', 'delete'].includes(verb) &&
        status < 300 &&
        !path.includes('dryRun'),
    ).length;
  }

  async stop(): Promise<void> {
    await this.#backend.stop();
    await this.lab.stop();
  }
}
