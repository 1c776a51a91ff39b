import type { Lab } from '@groundcrew/lab';
import { KubeConfig, Watch } from '@kubernetes/client-node';

const OPERATION_ANNOTATION = 'groundcrew.io/operation';

/** Watches a lab as anybody may, and tells when the first effect of an operation is in it. */
export class EffectWatch {
  readonly #seenAt = new Map<string, number>();
  readonly #waiting = new Map<string, (at: number) => void>();
  #stop: () => void = () => {};

  static async start(options: {
    lab: Lab;
    path: string;
  }): Promise<EffectWatch> {
    const { lab, path } = options;
    const watch = new EffectWatch();
    const config = new KubeConfig();
    config.loadFromFile(lab.kubeconfig);
    const aborted = await new Watch(config).watch(
      path,
      {},
      (_, object) => watch.#see(object),
      () => {},
    );
    watch.#stop = () => aborted.abort();
    return watch;
  }

  private constructor() {}

  /** When the first effect of an operation was seen, by `performance.now()`. */
  async firstEffectOf(operationId: string): Promise<number> {
    return (
      this.#seenAt.get(operationId) ??
      (await new Promise(resolve => {
        this.#waiting.set(operationId, resolve);
      }))
    );
  }

  stop(): void {
    this.#stop();
  }

  #see(object: { metadata?: { annotations?: Record<string, string> } }) {
    const now = performance.now();
    const mark = object.metadata?.annotations?.[OPERATION_ANNOTATION];
    const id = mark?.split('/')[0];
    if (id && !this.#seenAt.has(id)) {
      this.#seenAt.set(id, now);
      this.#waiting.get(id)?.(now);
    }
  }
}
