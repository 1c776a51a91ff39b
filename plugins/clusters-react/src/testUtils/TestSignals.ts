import type { SignalApi } from '@backstage/plugin-signals-react';
import type { JsonObject } from '@backstage/types';

/**
 * The signals of one channel, which a test sends itself.
 *
 * @public
 */
export class TestSignals implements SignalApi {
  readonly #channel: string;
  readonly #listeners = new Set<(message: JsonObject) => void>();

  static create(channel: string): TestSignals {
    return new TestSignals(channel);
  }

  private constructor(channel: string) {
    this.#channel = channel;
  }

  /** How many listen to the channel. */
  get listenerCount(): number {
    return this.#listeners.size;
  }

  readonly subscribe: SignalApi['subscribe'] = (channel, onMessage) => {
    const listener = onMessage as (message: JsonObject) => void;
    if (channel === this.#channel) {
      this.#listeners.add(listener);
    }
    return { unsubscribe: () => this.#listeners.delete(listener) };
  };

  /** Sends a message to everybody who listens to the channel. */
  send(message: JsonObject): void {
    for (const listener of this.#listeners) {
      listener(message);
    }
  }
}
