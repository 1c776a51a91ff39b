import type { SignalApi } from '@backstage/plugin-signals-react';
import type { JsonObject } from '@backstage/types';
import { OPERATION_CHANGED_CHANNEL } from '@groundcrew/plugin-operations-common';

/**
 * Signals that a test sends itself.
 *
 * @public
 */
export interface TestSignals extends SignalApi {
  /** Tells everybody who listens that an operation changed. */
  announce(id: string, revision: number): void;
}

/**
 * Makes signals that a test sends itself.
 *
 * @public
 */
export function createSignals(): TestSignals {
  const listeners = new Set<(message: JsonObject) => void>();
  const subscribe: SignalApi['subscribe'] = (channel, onMessage) => {
    const listener = onMessage as (message: JsonObject) => void;
    if (channel === OPERATION_CHANGED_CHANNEL) {
      listeners.add(listener);
    }
    return { unsubscribe: () => listeners.delete(listener) };
  };
  return {
    subscribe,
    announce(id, revision) {
      for (const listener of listeners) {
        listener({ id, revision });
      }
    },
  };
}
