import { TestApiProvider } from '@backstage/frontend-test-utils';
import { signalApiRef, type SignalApi } from '@backstage/plugin-signals-react';
import type { JsonObject } from '@backstage/types';
import { ENTITY_CHANGED_CHANNEL } from '@groundcrew/plugin-clusters-common';
import { act, renderHook } from '@testing-library/react';
import type { ReactNode } from 'react';
import { useLiveEntityRevision } from './useLiveEntityRevision';

type Listener = (message: JsonObject) => void;

function createSignals() {
  const listeners = new Map<Listener, string>();
  const subscribe: SignalApi['subscribe'] = (channel, onMessage) => {
    const listener = onMessage as Listener;
    listeners.set(listener, channel);
    return { unsubscribe: () => listeners.delete(listener) };
  };
  return {
    api: { subscribe },
    listeners,
    send(...messages: JsonObject[]) {
      act(() => {
        for (const message of messages) {
          for (const [listener, channel] of listeners) {
            if (channel === ENTITY_CHANGED_CHANNEL) {
              listener(message);
            }
          }
        }
      });
    },
  };
}

function renderWith(signals?: ReturnType<typeof createSignals>) {
  return renderHook(() => useLiveEntityRevision('component:default/checkout'), {
    wrapper: ({ children }: { children: ReactNode }) =>
      signals ? (
        <TestApiProvider apis={[[signalApiRef, signals.api]]}>
          {children}
        </TestApiProvider>
      ) : (
        <TestApiProvider apis={[]}>{children}</TestApiProvider>
      ),
  });
}

describe('useLiveEntityRevision', () => {
  it('tells the newest revision of its entity, even of two messages at once', () => {
    const signals = createSignals();
    const { result } = renderWith(signals);
    expect(result.current).toEqual({ revision: undefined, isAnnounced: true });
    signals.send(
      { entityRef: 'component:default/checkout', revision: '7' },
      { entityRef: 'component:default/payments', revision: '9' },
    );
    expect(result.current.revision).toBe('7');
  });

  it('takes no message that is not one', () => {
    const signals = createSignals();
    const { result } = renderWith(signals);
    signals.send({ entityRef: 'component:default/checkout' }, { revision: 1 });
    expect(result.current.revision).toBeUndefined();
  });

  it('leaves the channel when nobody looks any more', () => {
    const signals = createSignals();
    const { unmount } = renderWith(signals);
    unmount();
    expect(signals.listeners.size).toBe(0);
  });

  it('says that nothing is announced in an app without signals', () => {
    const { result } = renderWith();
    expect(result.current.isAnnounced).toBe(false);
  });
});
