import {
  operationDetailSchema,
  operationSummarySchema,
} from '@groundcrew/plugin-operations-common';
import { examplePerson } from '../access/__testUtils__/exampleRequesters';
import {
  exampleAwaiting,
  exampleStepDone,
} from '../engine/__testUtils__/exampleSteps';
import type { OperationRecord } from '../engine/OperationRecord';
import {
  exampleRuleContext,
  exampleTarget,
} from '../rules/__testUtils__/exampleRuleContext';
import { exampleOperation } from '../store/exampleOperation';
import { exampleDefinition } from './__testUtils__/exampleDefinition';
import { detailOf, summaryOf } from './detailOf';

const place = {
  target: exampleTarget(),
  store: exampleRuleContext().store,
  limits: { maxReplicas: 50 },
};
const undoable = exampleDefinition({
  undo: ({ resultOf }) => {
    const before = resultOf('poke');
    return before === undefined
      ? { impossible: 'nobody knows how it was' }
      : { operation: 'test.poke', input: { times: before } };
  },
});

function detail(
  record: OperationRecord,
  options: Partial<Parameters<typeof detailOf>[0]> = {},
) {
  return detailOf({
    record,
    requester: examplePerson('dana'),
    definition: undoable,
    run: { allowed: true },
    decision: { allowed: false, reason: 'not yours' },
    children: [],
    holder: undefined,
    place,
    ...options,
  });
}

const succeeded = exampleOperation({
  phase: 'succeeded',
  steps: [exampleStepDone('poke', { result: 4 })],
});

describe('summaryOf', () => {
  it('is what lists show, with times as ISO 8601', () => {
    const summary = summaryOf(
      exampleOperation({ startedAt: 1_800_000_000_500, undoneBy: 'op-2' }),
    );
    expect(summary).toMatchObject({
      id: 'op-1',
      requestedAt: '2027-01-15T08:00:00.000Z',
      startedAt: '2027-01-15T08:00:00.500Z',
      endedAt: undefined,
      undoneBy: 'op-2',
    });
    expect(operationSummarySchema.parse(summary)).toEqual(
      JSON.parse(JSON.stringify(summary)),
    );
  });
});

describe('detailOf', () => {
  it('is what the contract says', () => {
    const shown = detail(
      exampleAwaiting(2, { steps: [exampleStepDone('poke')] }),
      { children: [succeeded] },
    );
    expect(operationDetailSchema.parse(shown)).toEqual(
      JSON.parse(JSON.stringify(shown)),
    );
    expect(shown).toMatchObject({
      commands: [{ command: 'cancel' }],
      decision: { allowed: false, reason: 'not yours' },
      children: [{ id: 'op-1', phase: 'succeeded' }],
    });
  });

  it('shows no arguments and no results of steps', () => {
    const shown = detail({
      ...succeeded,
      steps: [
        exampleStepDone('poke', {
          args: { a: 'secret-1' },
          result: 'secret-2',
        }),
      ],
    });
    expect(JSON.stringify(shown.steps)).not.toMatch(/secret/);
    expect(shown.steps[0]).toMatchObject({ id: 'poke', status: 'done' });
  });

  it.each<[string, OperationRecord, Parameters<typeof detail>[1], object]>([
    [
      'by an operation of its own',
      succeeded,
      {},
      {
        request: {
          operation: 'test.poke',
          input: { times: 4 },
          target: succeeded.target,
          entityRef: 'component:default/checkout',
        },
      },
    ],
    [
      'not, as its definition says',
      { ...succeeded, steps: [] },
      {},
      { reason: 'nobody knows how it was' },
    ],
    [
      'not twice',
      { ...succeeded, undoneBy: 'op-2' },
      {},
      { reason: expect.stringMatching(/already/) },
    ],
    [
      'not before it is over',
      { ...succeeded, phase: 'running' },
      {},
      { reason: expect.stringMatching(/not over/) },
    ],
    [
      'not when it failed',
      { ...succeeded, phase: 'failed' },
      {},
      { reason: expect.stringMatching(/nothing to/) },
    ],
    [
      'not where its verb cannot',
      succeeded,
      { definition: exampleDefinition() },
      { reason: expect.stringMatching(/cannot be taken back/) },
    ],
    [
      'not where its verb is gone',
      succeeded,
      { definition: undefined },
      { reason: expect.stringMatching(/cannot be taken back/) },
    ],
    [
      'not where its cluster is gone',
      succeeded,
      { place: undefined },
      { reason: expect.stringMatching(/cannot be taken back/) },
    ],
  ])('can be taken back: %s', (_, record, options, undo) => {
    expect(detail(record, options).undo).toEqual(undo);
  });
});
