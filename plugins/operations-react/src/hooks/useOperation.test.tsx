import { fetchApiRef } from '@backstage/frontend-plugin-api';
import { TestApiProvider } from '@backstage/frontend-test-utils';
import { signalApiRef } from '@backstage/plugin-signals-react';
import { TestSignals } from '@groundcrew/plugin-clusters-react/testUtils';
import { OPERATION_CHANGED_CHANNEL } from '@groundcrew/plugin-operations-common';
import { act, renderHook } from '@testing-library/react';
import type { PropsWithChildren } from 'react';
import { operationsApiRef } from '../api';
import { operationDetail, ScriptedOperations } from '../testUtils';
import { useOperation } from './useOperation';

describe('useOperation', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  const pass = async (ms: number) =>
    await act(async () => await jest.advanceTimersByTimeAsync(ms));

  it('hears of the end soon although no signal came, and asks seldom after it', async () => {
    let current = operationDetail();
    const getOperation = jest.fn(async () => current);
    const operations = ScriptedOperations.create({ getOperation });
    const signals = TestSignals.create(OPERATION_CHANGED_CHANNEL);
    const wrapper = ({ children }: PropsWithChildren<{}>) => (
      <TestApiProvider
        apis={[
          [operationsApiRef, operations],
          [signalApiRef, signals],
          [fetchApiRef, { fetch }],
        ]}
      >
        {children}
      </TestApiProvider>
    );
    const { result, unmount } = renderHook(() => useOperation('op-1'), {
      wrapper,
    });
    await pass(60_000);
    current = operationDetail({
      revision: 2,
      phase: 'succeeded',
      endedAt: '2026-01-01T12:02:00.000Z',
    });
    await pass(5_000);
    expect(result.current.data?.phase).toBe('succeeded');

    const asked = getOperation.mock.calls.length;
    await pass(20_000);
    expect(getOperation).toHaveBeenCalledTimes(asked);
    unmount();
  });
});
