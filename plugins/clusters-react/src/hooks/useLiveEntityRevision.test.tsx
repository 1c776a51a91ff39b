import { TestApiProvider } from '@backstage/frontend-test-utils';
import { signalApiRef } from '@backstage/plugin-signals-react';
import { ENTITY_CHANGED_CHANNEL } from '@groundcrew/plugin-clusters-common';
import { act, renderHook } from '@testing-library/react';
import type { ReactNode } from 'react';
import { TestSignals } from '../testUtils';
import { useLiveEntityRevision } from './useLiveEntityRevision';

function renderWith(signals?: TestSignals) {
  return renderHook(() => useLiveEntityRevision('component:default/checkout'), {
    wrapper: ({ children }: { children: ReactNode }) =>
      signals ? (
        <TestApiProvider apis={[[signalApiRef, signals]]}>
          {children}
        </TestApiProvider>
      ) : (
        <TestApiProvider apis={[]}>{children}</TestApiProvider>
      ),
  });
}

describe('useLiveEntityRevision', () => {
  it('tells the newest revision of its entity, even of two messages at once', () => {
    const signals = TestSignals.create(ENTITY_CHANGED_CHANNEL);
    const { result } = renderWith(signals);
    expect(result.current).toEqual({ revision: undefined, isAnnounced: true });
    act(() => {
      signals.send({ entityRef: 'component:default/checkout', revision: '7' });
      signals.send({ entityRef: 'component:default/payments', revision: '9' });
    });
    expect(result.current.revision).toBe('7');
  });

  it('takes no message that is not one', () => {
    const signals = TestSignals.create(ENTITY_CHANGED_CHANNEL);
    const { result } = renderWith(signals);
    act(() => {
      signals.send({ entityRef: 'component:default/checkout' });
      signals.send({ revision: 1 });
    });
    expect(result.current.revision).toBeUndefined();
  });

  it('leaves the channel when nobody looks any more', () => {
    const signals = TestSignals.create(ENTITY_CHANGED_CHANNEL);
    const { unmount } = renderWith(signals);
    expect(signals.listenerCount).toBe(1);
    unmount();
    expect(signals.listenerCount).toBe(0);
  });

  it('says that nothing is announced in an app without signals', () => {
    const { result } = renderWith();
    expect(result.current.isAnnounced).toBe(false);
  });
});
