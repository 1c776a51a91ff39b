import type { KubernetesObject, LabClient } from '@groundcrew/lab';

/** A cluster in which somebody acts: people, controllers, the scheduler and kubelets alike, each by the API as they do. */
export class World {
  readonly #client: LabClient;

  static create(client: LabClient): World {
    return new World(client);
  }

  private constructor(client: LabClient) {
    this.#client = client;
  }

  /** Creates an object, and writes its status where there is one, as its controller would. */
  async create<T extends KubernetesObject>(object: T): Promise<T> {
    const path = await this.#client.pathOf(object);
    const created = await this.#client.request<T>({
      method: 'POST',
      path: path.slice(0, path.lastIndexOf('/')),
      body: object,
    });
    return object.status && hasStatus(object)
      ? await this.setStatus(created, object.status as object)
      : created;
  }

  async setStatus<T extends KubernetesObject>(
    object: T,
    status: object,
  ): Promise<T> {
    return await this.#client.request<T>({
      method: 'PATCH',
      path: `${await this.#client.pathOf(object)}/status`,
      body: { status },
    });
  }

  async patch<T extends KubernetesObject>(object: T, body: object): Promise<T> {
    return await this.#client.request<T>({
      method: 'PATCH',
      path: await this.#client.pathOf(object),
      body,
    });
  }

  /** At once: nothing of it ends in an orderly way. */
  async delete(object: KubernetesObject): Promise<void> {
    const path = await this.#client.pathOf(object);
    await this.#client.request({
      method: 'DELETE',
      path: `${path}?gracePeriodSeconds=0&propagationPolicy=Background`,
    });
  }

  /** Gives a pod its node, as the scheduler does. */
  async bind(pod: KubernetesObject, node: string): Promise<void> {
    await this.#client.request({
      method: 'POST',
      path: `${await this.#client.pathOf(pod)}/binding`,
      body: {
        apiVersion: 'v1',
        kind: 'Binding',
        metadata: { name: pod.metadata?.name },
        target: { kind: 'Node', name: node },
      },
    });
  }

  /** Says something of an object. */
  async tell(
    about: KubernetesObject,
    event: { reason: string; message: string; count?: number },
  ): Promise<KubernetesObject> {
    const { name, namespace, uid } = about.metadata ?? {};
    const at = now();
    return await this.create({
      apiVersion: 'v1',
      kind: 'Event',
      metadata: {
        name: `${name}.${Math.random().toString(16).slice(2)}`,
        namespace,
      },
      involvedObject: {
        apiVersion: about.apiVersion,
        kind: about.kind,
        name,
        namespace,
        uid,
      },
      type: 'Warning',
      source: { component: 'kubelet' },
      firstTimestamp: at,
      lastTimestamp: at,
      count: 1,
      ...event,
    });
  }
}

const WITHOUT_STATUS = new Set([
  'EndpointSlice',
  'ConfigMap',
  'Secret',
  'StorageClass',
]);

function hasStatus({ kind = '' }: KubernetesObject): boolean {
  return !WITHOUT_STATUS.has(kind);
}

/** As the API has times: without fractions of a second. */
export function now(): string {
  return `${new Date().toISOString().slice(0, 19)}Z`;
}
