import { createBackendPlugin } from '@backstage/backend-plugin-api';
import {
  mockServices,
  startTestBackend,
  type TestBackend,
} from '@backstage/backend-test-utils';
import { metricsServiceMock } from '@backstage/backend-test-utils/alpha';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { waitFor } from '@groundcrew/lab';
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
import { rolloutHealth } from '../workloads/rolloutHealth';
import { asWorkload } from '../workloads/Workload';

interface Services {
  clients: ClusterClients;
  clusters: ClustersService;
}

/** What the operations plugin has of a cluster that the clusters plugin watches: its watch cache and a client. */
export class ConnectedCluster {
  readonly #backend: TestBackend;
  readonly #services: Services;
  readonly #name: string;

  /** @param options - a kubeconfig, and the name of its context */
  static async connect(options: {
    kubeconfig: string;
    context: string;
  }): Promise<ConnectedCluster> {
    const { context, kubeconfig: path } = options;
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
    const kubeconfigs = [{ path, contexts: [context] }];
    const backend = await startTestBackend({
      features: [
        clustersPlugin,
        operations,
        catalogServiceMock.factory(),
        metricsServiceMock.factory(),
        mockServices.rootConfig.factory({
          data: { groundcrew: { clusters: { kubeconfigs } } },
        }),
      ],
    });
    const connected = new ConnectedCluster(
      backend,
      services as Services,
      context,
    );
    await waitFor(
      'the watch cache',
      () =>
        services.clusters?.clusters().some(({ state }) => state === 'live') &&
        connected.store
          .kinds()
          .every(({ state }) => state === 'synced' || state === 'absent'),
    );
    return connected;
  }

  private constructor(backend: TestBackend, services: Services, name: string) {
    this.#backend = backend;
    this.#services = services;
    this.#name = name;
  }

  get store(): ObjectStore {
    return this.#services.clusters.store(this.#name);
  }

  get client(): ClusterClient {
    return this.#services.clients.client(this.#name);
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
    return { cluster: this.#name, ...ref, uid };
  }

  /** A workload as a target, once it is rolled out. */
  async rolledOut(
    kind: string,
    name: string,
  ): Promise<OperationTarget & { uid: string }> {
    await waitFor(`${name} rolled out`, async () => {
      const live = await this.client.get({ kind, name, namespace: 'default' });
      return live && rolloutHealth(asWorkload(live)).outcome === 'healthy';
    });
    return await this.target(kind, name);
  }

  async stop(): Promise<void> {
    await this.#backend.stop();
  }
}
