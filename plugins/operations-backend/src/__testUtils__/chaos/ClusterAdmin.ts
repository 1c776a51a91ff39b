import type { SandboxCluster } from '@groundcrew/sandbox';
import { Agent, request as sendRequest } from 'node:https';
import { eventually } from '@groundcrew/plugin-clusters-node/testUtils';

/** Sets up what trials need, past the proxy. */
export class ClusterAdmin {
  readonly #cluster: SandboxCluster;
  readonly #agent: Agent;

  static create(cluster: SandboxCluster): ClusterAdmin {
    return new ClusterAdmin(cluster);
  }

  private constructor(cluster: SandboxCluster) {
    this.#cluster = cluster;
    this.#agent = new Agent({
      keepAlive: true,
      ca: Buffer.from(cluster.caData, 'base64'),
    });
  }

  async request(method: string, path: string, body?: object): Promise<any> {
    const { status, text } = await new Promise<{
      status: number;
      text: string;
    }>((resolve, reject) => {
      const request = sendRequest(
        new URL(path, this.#cluster.url),
        {
          method,
          agent: this.#agent,
          headers: {
            authorization: `Bearer ${this.#cluster.tokens.admin}`,
            'content-type':
              method === 'PATCH'
                ? 'application/merge-patch+json'
                : 'application/json',
          },
        },
        response => {
          let received = '';
          response.setEncoding('utf8');
          response.on('data', chunk => (received += chunk));
          response.on('end', () =>
            resolve({ status: response.statusCode ?? 0, text: received }),
          );
        },
      );
      request.on('error', reject);
      request.end(body && JSON.stringify(body));
    });
    if (status >= 300) {
      throw new Error(`${method} ${path}: ${status} ${text}`);
    }
    return JSON.parse(text);
  }

  async createNode(name: string, pods = 250): Promise<void> {
    await this.request('POST', '/api/v1/nodes', {
      metadata: { name, labels: { 'kubernetes.io/hostname': name } },
    });
    const capacity = { cpu: '64', memory: '256Gi', pods: `${pods}` };
    await this.request('PATCH', `/api/v1/nodes/${name}/status`, {
      status: {
        capacity,
        allocatable: capacity,
        conditions: [{ type: 'Ready', status: 'True' }],
        addresses: [{ type: 'InternalIP', address: '10.0.0.1' }],
        nodeInfo: {},
      },
    });
  }

  async createNamespace(name: string): Promise<void> {
    await this.request('POST', '/api/v1/namespaces', { metadata: { name } });
  }

  /** Creates a Deployment, and waits until its pods are available. */
  async createDeployment(
    namespace: string,
    options: { spec?: object; node?: string; replicas?: number } = {},
  ): Promise<void> {
    const { node, replicas = 1, spec } = options;
    await this.request(
      'POST',
      `/apis/apps/v1/namespaces/${namespace}/deployments`,
      {
        metadata: { name: 'web' },
        spec: {
          replicas,
          selector: { matchLabels: { app: 'web' } },
          template: {
            metadata: { labels: { app: 'web' } },
            spec: {
              containers: [{ name: 'web', image: 'registry.test/web:1' }],
              terminationGracePeriodSeconds: 0,
              ...(node && {
                nodeSelector: { 'kubernetes.io/hostname': node },
              }),
            },
          },
          ...spec,
        },
      },
    );
    await this.untilAvailable(namespace, replicas);
  }

  async untilAvailable(namespace: string, replicas: number): Promise<void> {
    await eventually(async () => {
      const { metadata, status } = await this.request(
        'GET',
        `/apis/apps/v1/namespaces/${namespace}/deployments/web`,
      );
      return (
        (status?.availableReplicas ?? 0) === replicas &&
        (status?.updatedReplicas ?? 0) === replicas &&
        status?.observedGeneration === metadata.generation
      );
    }, 120_000);
  }

  async firstPod(namespace: string): Promise<string> {
    const { items } = await this.request(
      'GET',
      `/api/v1/namespaces/${namespace}/pods`,
    );
    return items[0].metadata.name;
  }

  async clear(trial: string): Promise<void> {
    for (const path of [`namespaces/${trial}`, `nodes/${trial}`]) {
      await this.request('DELETE', `/api/v1/${path}`).catch(() => {});
    }
  }
}
