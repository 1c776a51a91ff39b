import { waitFor, type KubernetesObject, type Lab } from '@groundcrew/lab';
import { World } from '../World';
import { townObjects } from './townObjects';

const TIMEOUT_MS = 300_000;

/** A workload, as far as it is waited for. */
interface Rolled extends KubernetesObject {
  spec: { replicas?: number };
  status?: {
    observedGeneration?: number;
    replicas?: number;
    updatedReplicas?: number;
    readyReplicas?: number;
    availableReplicas?: number;
    desiredNumberScheduled?: number;
    numberReady?: number;
    updatedNumberScheduled?: number;
  };
}

/** Applications of several kinds of workloads, on a control plane that works: what happens to them is in order. */
export class Town {
  readonly world: World;
  readonly namespaces: readonly string[];
  readonly #lab: Lab;

  /** Builds it, and waits until all of it serves. */
  static async build(lab: Lab, size: number): Promise<Town> {
    const namespaces = Array.from(
      { length: size },
      (_, index) => `town-${index + 1}`,
    );
    const town = new Town(lab, namespaces);
    for (const namespace of namespaces) {
      await town.add(namespace);
    }
    for (const namespace of namespaces) {
      await town.untilRolledOut(namespace);
    }
    return town;
  }

  private constructor(lab: Lab, namespaces: string[]) {
    this.#lab = lab;
    this.namespaces = namespaces;
    this.world = World.create(lab.client);
  }

  /** Creates all of an application, in no order that anybody thought about. */
  async add(namespace: string): Promise<void> {
    await this.world.create({
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: namespace },
    });
    for (const object of townObjects(namespace)) {
      await this.world.create(object);
    }
  }

  /** Waits until all workloads of a namespace are as they are wanted. */
  async untilRolledOut(namespace: string): Promise<void> {
    await waitFor(
      `what runs in ${namespace}`,
      async () => {
        const lists = await Promise.all(
          ['deployments', 'statefulsets', 'daemonsets'].map(resource =>
            this.list<Rolled>(
              `/apis/apps/v1/namespaces/${namespace}/${resource}`,
            ),
          ),
        );
        return lists.flat().every(isRolledOut);
      },
      { timeoutMs: TIMEOUT_MS, intervalMs: 200 },
    );
  }

  async list<T extends KubernetesObject>(path: string): Promise<T[]> {
    const { items } = await this.#lab.client.request<{ items: T[] }>({ path });
    return items;
  }

  /** Has a pod leave its node, as a drain does. */
  async evict({ metadata }: KubernetesObject): Promise<void> {
    const { name, namespace } = metadata ?? {};
    await waitFor(
      `the eviction of ${name}`,
      async () => {
        try {
          await this.#lab.client.request({
            method: 'POST',
            path: `/api/v1/namespaces/${namespace}/pods/${name}/eviction`,
            body: {
              apiVersion: 'policy/v1',
              kind: 'Eviction',
              metadata: { name, namespace },
            },
          });
          return true;
        } catch (error) {
          const { status } = error as { status?: number };
          // A budget that has no room for it now has some later.
          if (status === 429) {
            return false;
          }
          return status === 404;
        }
      },
      { timeoutMs: TIMEOUT_MS, intervalMs: 250 },
    );
  }

  /** Changes a Deployment, StatefulSet or DaemonSet. */
  async change(
    kind: string,
    namespace: string,
    name: string,
    spec: object,
  ): Promise<void> {
    await this.world.patch(
      { apiVersion: 'apps/v1', kind, metadata: { name, namespace } },
      { spec },
    );
  }

  /** Gives a workload a new version. */
  async release(
    kind: string,
    namespace: string,
    name: string,
    version: string,
  ): Promise<void> {
    await this.change(kind, namespace, name, {
      template: { metadata: { annotations: { 'town/version': version } } },
    });
  }
}

function isRolledOut({ kind, metadata, spec, status = {} }: Rolled): boolean {
  const isSeen =
    (status.observedGeneration ?? 0) >= Number(metadata?.generation ?? 0);
  if (kind === 'DaemonSet' || status.desiredNumberScheduled !== undefined) {
    const { desiredNumberScheduled: wanted = 0 } = status;
    return (
      isSeen &&
      status.numberReady === wanted &&
      (status.updatedNumberScheduled ?? 0) === wanted
    );
  }
  const wanted = spec.replicas ?? 1;
  return (
    isSeen &&
    (status.replicas ?? 0) === wanted &&
    (status.updatedReplicas ?? 0) === wanted &&
    (status.readyReplicas ?? 0) === wanted
  );
}
