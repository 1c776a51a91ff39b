import { mockServices } from '@backstage/backend-test-utils';
import { exampleOperation } from '../store/exampleOperation';
import { Executor, type ExecutorOptions } from './Executor';
import { OperationDefinitions } from './OperationDefinitions';

describe('Executor', () => {
  const { signal } = new AbortController();

  function executorOf(isLinked: () => boolean) {
    const operation = exampleOperation({ phase: 'queued' });
    const check = jest.fn(async () => ({ type: 'time' as const, now: 1 }));
    const executor = Executor.create({
      check: { check },
      definitions: OperationDefinitions.create(),
      logger: mockServices.logger.mock(),
      runner: {},
      store: {
        claim: async () => ({ operationId: operation.id, fencing: 1 }),
        get: async () => operation,
        holderOf: async () => undefined,
        firstForTarget: async () => undefined,
        now: async () => 1,
        release: async () => {},
      },
      targets: { isLinked },
      transitions: {
        apply: async () => ({ result: 'stayed', record: operation }),
      },
    } as unknown as ExecutorOptions);
    return { executor, check };
  }

  it('does not judge an operation before its cluster is known to a process that has just started', async () => {
    let isLinked = false;
    const { check, executor } = executorOf(() => isLinked);
    expect(await executor.reconcile('op-1', { signal })).toEqual({
      againInMs: 500,
    });
    expect(check).not.toHaveBeenCalled();
    isLinked = true;
    await executor.reconcile('op-1', { signal });
    expect(check).toHaveBeenCalledTimes(1);
  });

  it('judges it when its cluster is still unknown later: it was removed', async () => {
    const now = jest.spyOn(performance, 'now').mockReturnValue(0);
    const { check, executor } = executorOf(() => false);
    now.mockReturnValue(60_000);
    await executor.reconcile('op-1', { signal });
    now.mockRestore();
    expect(check).toHaveBeenCalledTimes(1);
  });
});
