import { z } from 'zod/v3';
import {
  createOperation,
  type CreateOperationOptions,
} from './createOperation';
import { step } from './steps';

const options: CreateOperationOptions<{ times: number }> = {
  id: 'test.poke',
  title: 'Poke',
  kinds: ['Pod'],
  input: z.object({ times: z.number().default(1) }),
  risk: 'high',
  describe: ({ name, input }) => `Poke ${name} ${input.times} times`,
  preview: async () => ({
    summary: 'Pokes it',
    source: 'computed',
    changes: [],
    impacts: [],
  }),
  plan: () => [],
  steps: {},
  verify: async () => ({ outcome: 'healthy', message: 'poked' }),
};

describe('createOperation', () => {
  it('fills in what is the same for most', () => {
    expect(createOperation(options)).toMatchObject({
      version: 1,
      verifyTimeoutMs: 600_000,
      rollBackOnFailure: false,
    });
  });

  it('keeps what it is told', () => {
    expect(
      createOperation({
        ...options,
        version: 2,
        verifyTimeoutMs: 5,
        rollBackOnFailure: true,
      }),
    ).toMatchObject({
      version: 2,
      verifyTimeoutMs: 5,
      rollBackOnFailure: true,
    });
  });

  it('has a risk that is always the same, or depends', () => {
    expect(createOperation(options).risk({})).toBe('high');
    const depends = createOperation({
      ...options,
      risk: ({ environment }) => (environment === 'prod' ? 'high' : 'low'),
    });
    expect(depends.risk({ environment: 'prod' })).toBe('high');
    expect(depends.risk({ environment: 'dev' })).toBe('low');
  });
});

describe('what came of a step', () => {
  it.each([
    [step.done('ok', 4), { outcome: 'done', message: 'ok', result: 4 }],
    [
      step.waits('1 of 3'),
      { outcome: 'waits', message: '1 of 3', forMs: 1_000 },
    ],
    [step.failed('no'), { outcome: 'failed', message: 'no' }],
  ])('%j', (outcome, expected) => {
    expect(outcome).toEqual(expected);
  });
});
