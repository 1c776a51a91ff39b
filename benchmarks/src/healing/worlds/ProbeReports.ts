import type { LabClient } from '@groundcrew/lab';

/** As often as a kubelet asks, where nothing else is configured. */
const EVERY_MS = 10_000;

interface UnreadyPod {
  metadata: { name: string; namespace: string; uid: string };
}

/**
 * Tells of readiness probes that fail, as kubelets do: once for each time, in one event that counts them. The kubelets that kwok plays
 * tell of it once.
 */
export class ProbeReports {
  readonly #client: LabClient;
  readonly #selector: string;
  /** How often it has been told of a pod, by its UID. */
  readonly #counts = new Map<string, number>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #round: Promise<void> = Promise.resolve();

  /** @param selector - of the labels of the pods whose probes fail */
  static start(client: LabClient, selector: string): ProbeReports {
    const reports = new ProbeReports(client, selector);
    reports.#again();
    return reports;
  }

  private constructor(client: LabClient, selector: string) {
    this.#client = client;
    this.#selector = selector;
  }

  async stop(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    await this.#round;
  }

  #again(): void {
    this.#timer = setTimeout(() => {
      this.#round = this.#tellOfAll().finally(() => {
        if (this.#timer) {
          this.#again();
        }
      });
    }, EVERY_MS);
  }

  async #tellOfAll(): Promise<void> {
    const query = new URLSearchParams({ labelSelector: this.#selector });
    const { items } = await this.#client.request<{ items: UnreadyPod[] }>({
      path: `/api/v1/pods?${query}`,
    });
    // One that is gone meanwhile has no more to tell.
    await Promise.allSettled(items.map(pod => this.#tellOf(pod)));
  }

  async #tellOf({ metadata }: UnreadyPod): Promise<void> {
    const { name, namespace, uid } = metadata;
    const count = (this.#counts.get(uid) ?? 0) + 1;
    this.#counts.set(uid, count);
    const path = `/api/v1/namespaces/${namespace}/events`;
    const event = `${name}.unready`;
    const lastTimestamp = `${new Date().toISOString().slice(0, 19)}Z`;
    if (count > 1) {
      await this.#client.request({
        method: 'PATCH',
        path: `${path}/${event}`,
        body: { count, lastTimestamp },
      });
      return;
    }
    await this.#client.request({
      method: 'POST',
      path,
      body: {
        apiVersion: 'v1',
        kind: 'Event',
        metadata: { name: event, namespace },
        involvedObject: { apiVersion: 'v1', kind: 'Pod', name, namespace, uid },
        type: 'Warning',
        reason: 'Unhealthy',
        message:
          'Readiness probe failed: HTTP probe failed with statuscode: 503',
        source: { component: 'kubelet' },
        firstTimestamp: lastTimestamp,
        lastTimestamp,
        count,
      },
    });
  }
}
