import { detectIn } from '@groundcrew/plugin-faults-node/testUtils';
import { deployment, inShort } from '../testObjects';
import { disruptionBudgets } from './disruptionBudgets';

const budget = (status?: object) => ({
  kind: 'PodDisruptionBudget',
  metadata: { name: 'cart' },
  spec: { minAvailable: 1, selector: { matchLabels: { app: 'cart' } } },
  status,
});
const find = (...objects: object[]) => detectIn(disruptionBudgets, { objects });

describe('disruptionBudgets', () => {
  it.each([
    [
      'disruption-budget-allows-nothing',
      [
        budget({
          expectedPods: 1,
          currentHealthy: 1,
          desiredHealthy: 1,
          disruptionsAllowed: 0,
        }),
        deployment(),
      ],
    ],
    ['disruption-budget-selects-nothing', [budget({ expectedPods: 0 })]],
  ])('finds %s', (fault, objects) => {
    expect(inShort(find(...objects))).toEqual([
      `${fault} of PodDisruptionBudget cart`,
    ]);
  });

  it.each([
    [
      'allows one',
      [
        budget({
          expectedPods: 2,
          currentHealthy: 2,
          desiredHealthy: 1,
          disruptionsAllowed: 1,
        }),
        deployment(),
      ],
    ],
    [
      'has a broken pod',
      [
        budget({
          expectedPods: 2,
          currentHealthy: 1,
          desiredHealthy: 1,
          disruptionsAllowed: 0,
        }),
        deployment(),
      ],
    ],
    ['waits for the first pod', [budget({ expectedPods: 0 }), deployment()]],
    ['was not looked at yet', [budget()]],
  ])('is silent about one that %s', (_, objects) => {
    expect(find(...objects)).toEqual([]);
  });
});
