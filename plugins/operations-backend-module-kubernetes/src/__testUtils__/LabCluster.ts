import { Lab } from '@groundcrew/lab';
import type {
  ClusterClient,
  ObjectStore,
} from '@groundcrew/plugin-clusters-node';
import { ConnectedCluster } from './ConnectedCluster';
import type { workload } from './manifests';

/** The user that the plugins are in the lab: what that one changes was changed by an operation. */
const USER = 'groundcrew';
const TOKEN = 'groundcrew-token';

/** A lab, and what the operations plugin has of it. */
export class LabCluster {
  readonly lab: Lab;
  readonly #connected: ConnectedCluster;

  static async start(options: { nodes: number }): Promise<LabCluster> {
    const lab = await Lab.start({
      ...options,
      auditLog: true,
      extraTokens: [{ token: TOKEN, user: USER, groups: ['system:masters'] }],
    });
    try {
      const kubeconfig = await lab.kubeconfigFor({ user: USER, token: TOKEN });
      const current = await lab.kubectl([
        '--kubeconfig',
        kubeconfig,
        'config',
        'current-context',
      ]);
      const context = current.trim();
      return new LabCluster(
        lab,
        await ConnectedCluster.connect({ kubeconfig, context }),
      );
    } catch (error) {
      await lab.stop();
      throw error;
    }
  }

  private constructor(lab: Lab, connected: ConnectedCluster) {
    this.lab = lab;
    this.#connected = connected;
  }

  get store(): ObjectStore {
    return this.#connected.store;
  }

  get client(): ClusterClient {
    return this.#connected.client;
  }

  /** An object as a target, once the watch cache has it as it is now. */
  target(
    ...args: Parameters<ConnectedCluster['target']>
  ): ReturnType<ConnectedCluster['target']> {
    return this.#connected.target(...args);
  }

  /** A workload as a target, once it is rolled out. */
  rolledOut(
    ...args: Parameters<ConnectedCluster['rolledOut']>
  ): ReturnType<ConnectedCluster['rolledOut']> {
    return this.#connected.rolledOut(...args);
  }

  /** Applies a workload as a person would, and waits until it is rolled out. */
  async rollOut(
    object: ReturnType<typeof workload>,
  ): ReturnType<ConnectedCluster['rolledOut']> {
    await this.lab.client.apply(object);
    return await this.rolledOut(object.kind, object.metadata.name);
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
    await this.#connected.stop();
    await this.lab.stop();
  }
}
