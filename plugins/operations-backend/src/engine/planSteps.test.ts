import { step, type PlannedStep } from '@groundcrew/plugin-operations-node';
import { ClusterRequestError } from '@groundcrew/plugin-clusters-node';
import { exampleDefinition } from '../services/__testUtils__/exampleDefinition';
import { exampleOperation } from '../store/exampleOperation';
import { advance } from './advance';
import { failureOf } from './failureOf';
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
        maxAttempts: 12,
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

  it('tries for more than a minute while an API server is gone', () => {
    // The shortest waits that there are.
    jest.spyOn(Math, 'random').mockReturnValue(0);
    const steps = planSteps(definition, [{ id: 'look', title: 'Look' }]);
    const began = exampleOperation({ phase: 'running', startedAt: 0, steps });
    const gone = new ClusterRequestError('unreachable', 'nobody is there');
    let operation = began;
    let now = 0;
    while (operation.phase === 'running') {
      now = operation.wakeAt ?? now;
      const about = { step: 'look', now };
      const [{ attempts }] = operation.steps;
      operation = advance(operation, { type: 'step-began', ...about });
      operation = advance(operation, {
        type: 'step-failed',
        ...about,
        ...failureOf(gone, { now, attempts }),
      });
    }
    expect(operation).toMatchObject({
      phase: 'failed',
      phaseReason: 'Look failed: nobody is there',
    });
    expect(now).toBeGreaterThan(60_000);
  });
});
