import { createRandom } from './createRandom';
import type { HealableFault } from './faults';
import { planRuns } from './planRuns';

const faults: HealableFault[] = ['a', 'b', 'c'].map(id => ({
  id,
  break: async () => {},
}));
const workloads = Array.from({ length: 40 }, (_, index) => ({
  namespace: index < 10 ? 'guarded' : 'shop',
  name: `load-${index}`,
}));

function plan(seed: number, runs = 16) {
  return planRuns({
    runs,
    guardedRuns: 3,
    faults,
    workloads,
    guarded: new Set(['guarded']),
    random: createRandom(seed),
  });
}

describe('planRuns', () => {
  it('breaks each workload once, in pairs now and then, and puts what is guarded where it belongs', () => {
    const runs = plan(1);
    const parts = runs.flatMap(run => run.parts);
    const names = parts.map(({ workload }) => workload.name);
    expect(new Set(names).size).toBe(names.length);
    expect(runs.filter(run => run.parts.length === 2)).toHaveLength(2);
    const guarded = runs.filter(({ isGuarded }) => isGuarded);
    expect(guarded).toHaveLength(3);
    for (const run of runs) {
      for (const { workload } of run.parts) {
        expect(workload.namespace === 'guarded').toBe(run.isGuarded);
      }
    }
    for (const { id } of faults) {
      expect(
        parts.filter(({ fault }) => fault.id === id).length,
      ).toBeGreaterThanOrEqual(5);
    }
  });

  it('is the same for the same seed, and another one for another', () => {
    expect(plan(7)).toEqual(plan(7));
    expect(plan(7)).not.toEqual(plan(8));
  });

  it('refuses more runs than there are workloads', () => {
    expect(() => plan(1, 31)).toThrow('fewer workloads');
  });
});
