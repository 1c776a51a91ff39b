/** The room of those that found a cluster busy. */
export function clusterKey(cluster: string): string {
  return `cluster ${cluster}`;
}

/** Operations of this process that found their target held, or their cluster busy, in the order in which they came. */
export class WaitingRoom {
  readonly #waiting = new Map<string, Set<string>>();

  static create(): WaitingRoom {
    return new WaitingRoom();
  }

  private constructor() {}

  enter(place: string, operationId: string): void {
    const queue = this.#waiting.get(place);
    if (queue) {
      queue.add(operationId);
    } else {
      this.#waiting.set(place, new Set([operationId]));
    }
  }

  /** Whose turn it is when there is room. */
  first(place: string): string | undefined {
    const [first] = this.#waiting.get(place) ?? [];
    return first;
  }

  /** It waits no more: it began, or is over. */
  leave(place: string, operationId: string): void {
    const queue = this.#waiting.get(place);
    queue?.delete(operationId);
    if (queue?.size === 0) {
      this.#waiting.delete(place);
    }
  }
}
