import { Condition } from '../api/objects';
import { Nodes } from '../api/resources';
import { timestamp } from '../clock';
import { ControllerContext } from '../controllers/Controller';
import { setCondition } from '../controllers/podState';
import { healthyCondition } from './nodeConditions';

const NODE_SILENT_AFTER_MS = 40_000;

/** The nodes beneath the pods: which of them are down, the images on them and the addresses that they give out. */
export class PlayedNodes {
  static create(context: ControllerContext): PlayedNodes {
    return new PlayedNodes(context);
  }

  readonly #images = new Map<string, Set<string>>();
  readonly #down = new Set<string>();
  #lastAddress = 1;

  private constructor(private readonly context: ControllerContext) {}

  /** The node falls silent: after a while the control plane notices. */
  stop(name: string): void {
    this.#down.add(name);
    this.context.clock.after(NODE_SILENT_AFTER_MS, () => {
      if (this.isDown(name)) this.#noticeSilence(name);
    });
  }

  start(name: string): void {
    this.#down.delete(name);
    this.#postStatus(name);
  }

  isDown(name: string | undefined): boolean {
    return this.#down.has(name ?? '');
  }

  /** The images that a node has already. */
  imagesOf(name: string): Set<string> {
    let images = this.#images.get(name);
    if (!images) {
      images = new Set();
      this.#images.set(name, images);
    }
    return images;
  }

  addressOf(name: string): string {
    const node = this.context.api.store.get(Nodes, { name });
    return (
      node?.status.addresses.find(({ type }) => type === 'InternalIP')
        ?.address ?? '10.0.0.1'
    );
  }

  newPodAddress(): string {
    this.#lastAddress += 1;
    const [high, low] = [this.#lastAddress >> 8, this.#lastAddress & 255];
    return `10.42.${high % 256}.${low}`;
  }

  /** The kubelet of the node says again that all is well. */
  #postStatus(name: string): void {
    const lastHeartbeatTime = timestamp(this.context.clock.now());
    this.#setConditions(
      name,
      type => ({ ...healthyCondition(type), lastHeartbeatTime }),
      'kubelet',
    );
    this.#record(name, 'NodeReady', { component: 'kubelet', host: name });
  }

  /** Nobody speaks for the node any more: the control plane says so. */
  #noticeSilence(name: string): void {
    this.#setConditions(
      name,
      () => ({
        status: 'Unknown',
        reason: 'NodeStatusUnknown',
        message: 'Kubelet stopped posting node status.',
      }),
      'kube-controller-manager',
    );
    this.#record(name, 'NodeNotReady', { component: 'node-controller' });
  }

  #setConditions(
    name: string,
    next: (type: string) => Omit<Condition, 'type'>,
    manager: string,
  ): void {
    const { api, clock } = this.context;
    if (!api.store.get(Nodes, { name })) return;
    api.modify(
      Nodes,
      { name },
      ({ status: { conditions } }) => {
        for (const condition of [...conditions]) {
          setCondition(
            conditions,
            { ...condition, ...next(condition.type) },
            timestamp(clock.now()),
          );
        }
      },
      { manager, subresource: 'status' },
    );
  }

  #record(
    name: string,
    reason: string,
    by: { component: string; host?: string },
  ): void {
    const { api, events } = this.context;
    const node = api.store.get(Nodes, { name });
    if (!node) return;
    events.record(node, {
      type: 'Normal',
      reason,
      message: `Node ${name} status is now: ${reason}`,
      ...by,
    });
  }
}
