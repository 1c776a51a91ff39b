import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { healingPolicySchema } from '@groundcrew/plugin-faults-common';
// What the plugin finds and proposes, without the plugin around it.
// eslint-disable-next-line @backstage/no-forbidden-package-imports, @backstage/no-mixed-plugin-imports
import { coreDetectors } from '@groundcrew/plugin-faults-backend/src/detectors';
// eslint-disable-next-line @backstage/no-forbidden-package-imports, @backstage/no-mixed-plugin-imports
import { VERBS } from '@groundcrew/plugin-faults-backend/src/explanation/remedies/verbRisks';
import { shippedPolicies } from './shippedPolicies';

const PAGE = join(__dirname, '../../../../docs/healing.md');
const FAULTS = new Set(
  coreDetectors.flatMap(({ faults }) => faults.map(({ id }) => id)),
);

describe('shippedPolicies', () => {
  it.each(shippedPolicies.map(policy => [policy.id, policy] as const))(
    '%s names faults that are found, and operations that are proposed',
    (_, policy) => {
      expect(healingPolicySchema.parse(policy)).toEqual(policy);
      expect(policy.trigger.faults.filter(id => !FAULTS.has(id))).toEqual([]);
      const verbs: readonly string[] = VERBS;
      expect(policy.operations.filter(id => !verbs.includes(id))).toEqual([]);
    },
  );

  it('has each id once, and those of most worth first', () => {
    const ids = shippedPolicies.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const priorities = shippedPolicies.map(({ priority }) => priority);
    expect(priorities).toEqual([...priorities].sort((a, b) => b - a));
  });

  it('is told of on the page about healing, each policy once', () => {
    const page = readFileSync(PAGE, 'utf8');
    const named = (id: string) => page.split(`\`${id}\``).length - 1;
    expect(
      shippedPolicies.filter(({ id }) => named(id) !== 1).map(({ id }) => id),
    ).toEqual([]);
  });

  it('goes back only after a release', () => {
    const backs = shippedPolicies.filter(({ operations }) =>
      operations.includes('kubernetes.roll-back'),
    );
    expect(backs.length).toBeGreaterThan(0);
    for (const { condition } of backs) {
      expect(condition).toContain('isSuspect');
    }
  });
});
