import { mockServices } from '@backstage/backend-test-utils';
import { exampleOperation } from '../store/exampleOperation';
import { Executor, type ExecutorOptions } from './Executor';
import { OperationDefinitions } from './OperationDefinitions';

describe('Executor', () => {
  const { signal } = new AbortController();

  function executorOf(isBeingRead: () => boolean) {
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
      targets: { isBeingRead },
      transitions: {
        apply: async () => ({ result: 'stayed', record: operation }),
      },
    } as unknown as ExecutorOptions);
    return { executor, check };
  }

  it('does not judge an operation before it is known what its cluster holds', async () => {
    let isBeingRead = true;
    const { check, executor } = executorOf(() => isBeingRead);
    expect(await executor.reconcile('op-1', { signal })).toEqual({
      againInMs: 500,
    });
    expect(check).not.toHaveBeenCalled();
    isBeingRead = false;
    await executor.reconcile('op-1', { signal });
    expect(check).toHaveBeenCalledTimes(1);
  });
});
