import type { LabClient } from '@groundcrew/lab';

/** Where a workload is. */
export interface WorkloadName {
  namespace: string;
  name: string;
}

interface Deployment {
  metadata: { generation: number };
  spec: {
    replicas: number;
    selector: { matchLabels: Record<string, string> };
    template: {
      spec: { containers: { name: string; image: string }[] };
    };
  };
  status: {
    observedGeneration?: number;
    replicas?: number;
    updatedReplicas?: number;
    readyReplicas?: number;
    unavailableReplicas?: number;
  };
}

interface Pod {
  metadata: {
    name: string;
    deletionTimestamp?: string;
  };
  status: {
    conditions?: { type: string; status: string }[];
    containerStatuses?: { restartCount: number }[];
  };
}

/** How a workload is, as the API server says. */
export interface WorkloadState {
  desired: number;
  /** Pods that serve. */
  ready: number;
  /** All of its pods are of its present template, and serve. */
  isWhole: boolean;
  generation: number;
  /** Of all containers of its pods. */
  restarts: number;
}

/** A Deployment, as people and the API server see it. */
export class Workload {
  readonly namespace: string;
  readonly name: string;
  readonly #client: LabClient;
  readonly #path: string;

  static create(client: LabClient, name: WorkloadName): Workload {
    return new Workload(client, name);
  }

  private constructor(client: LabClient, { name, namespace }: WorkloadName) {
    this.#client = client;
    this.namespace = namespace;
    this.name = name;
    this.#path = `/apis/apps/v1/namespaces/${namespace}/deployments/${name}`;
  }

  async state(): Promise<WorkloadState> {
    const { metadata, spec, status } = await this.#get();
    const pods = await this.#pods();
    const serving = pods.filter(isServing).length;
    return {
      desired: spec.replicas,
      ready: serving,
      isWhole:
        status.observedGeneration === metadata.generation &&
        status.updatedReplicas === spec.replicas &&
        status.replicas === spec.replicas &&
        pods.length === spec.replicas &&
        serving === spec.replicas,
      generation: metadata.generation,
      restarts: pods
        .flatMap(pod => pod.status.containerStatuses ?? [])
        .reduce((sum, { restartCount }) => sum + restartCount, 0),
    };
  }

  /** Gives its first container another tag, and its pods what is given besides: a release. */
  async release(options: {
    tag: string;
    labels?: Record<string, string>;
    podSpec?: object;
    container?: object;
  }): Promise<void> {
    const { container = {}, labels = {}, podSpec = {}, tag } = options;
    const [{ image, name }] = (await this.#get()).spec.template.spec.containers;
    await this.#client.request({
      method: 'PATCH',
      path: this.#path,
      contentType: 'application/strategic-merge-patch+json',
      body: {
        spec: {
          template: {
            metadata: { labels },
            spec: {
              ...podSpec,
              containers: [
                {
                  name,
                  image: `${image.slice(0, image.lastIndexOf(':'))}:${tag}`,
                  ...container,
                },
              ],
            },
          },
        },
      },
    });
  }

  /** Writes labels on some of its pods, at once: those that come after them have none. */
  async labelPods(
    labels: Record<string, string>,
    count = Infinity,
  ): Promise<void> {
    for (const { metadata } of (await this.#pods()).slice(0, count)) {
      await this.#client.request({
        method: 'PATCH',
        path: `/api/v1/namespaces/${this.namespace}/pods/${metadata.name}`,
        body: { metadata: { labels } },
      });
    }
  }

  async #get(): Promise<Deployment> {
    return await this.#client.request<Deployment>({ path: this.#path });
  }

  /** Those that are not ending. */
  async #pods(): Promise<Pod[]> {
    const query = new URLSearchParams({ labelSelector: `app=${this.name}` });
    const { items } = await this.#client.request<{ items: Pod[] }>({
      path: `/api/v1/namespaces/${this.namespace}/pods?${query}`,
    });
    return items.filter(({ metadata }) => !metadata.deletionTimestamp);
  }
}

function isServing({ status }: Pod): boolean {
  return (status.conditions ?? []).some(
    ({ status: value, type }) => type === 'Ready' && value === 'True',
  );
}
