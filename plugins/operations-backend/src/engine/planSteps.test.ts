import { step, type PlannedStep } from '@groundcrew/plugin-operations-node';
import { exampleDefinition } from '../services/__testUtils__/exampleDefinition';
import { planSteps } from './planSteps';

const run = async () => step.done();
const definition = exampleDefinition({
  steps: {
    poke: { run, undo: async () => {}, maxAttempts: 2, timeoutMs: 5_000 },
    look: { run },
  },
});

describe('planSteps', () => {
  it('has the steps of a plan in their order, with nothing done', () => {
    expect(
      planSteps(definition, [
        { id: 'poke', title: 'Poke it' },
        { id: 'look-1', title: 'Look', step: 'look', args: { at: 1 } },
        { id: 'look-2', title: 'Look again', step: 'look' },
      ]),
    ).toEqual([
      {
        id: 'poke',
        title: 'Poke it',
        step: 'poke',
        args: {},
        status: 'pending',
        undoable: true,
        maxAttempts: 2,
        timeoutMs: 5_000,
        attempts: 0,
        undoAttempts: 0,
      },
      expect.objectContaining({
        id: 'look-1',
        step: 'look',
        args: { at: 1 },
        undoable: false,
        maxAttempts: 8,
        timeoutMs: 600_000,
      }),
      expect.objectContaining({ id: 'look-2', step: 'look', args: {} }),
    ]);
    expect(planSteps(definition, [])).toEqual([]);
  });

  it.each<[string, PlannedStep[], RegExp]>([
    [
      'a step that is not defined',
      [{ id: 'kick', title: 'Kick it' }],
      /test\.poke planned an unknown step 'kick'/,
    ],
    [
      'a step that only every object has',
      [{ id: 'constructor', title: 'Trick it' }],
      /planned an unknown step 'constructor'/,
    ],
    [
      'two steps of one id',
      [
        { id: 'a', title: 'A', step: 'poke' },
        { id: 'a', title: 'A', step: 'look' },
      ],
      /planned two steps 'a'/,
    ],
  ])('refuses %s', (_, plan, message) => {
    expect(() => planSteps(definition, plan)).toThrow(message);
  });
});
