import type {
  HealingMode,
  HealingPolicyView,
} from '@groundcrew/plugin-faults-common';

/** How many policies go how far by themselves, and how many are not in use. */
export type PolicyCounts = Record<HealingMode | 'off', number>;

/** Counts policies by how far they go. One that is not in use goes nowhere, whatever its mode. */
export function policyCounts(
  policies: readonly Pick<HealingPolicyView, 'enabled' | 'mode'>[],
): PolicyCounts {
  const counts: PolicyCounts = { observe: 0, approve: 0, auto: 0, off: 0 };
  for (const { enabled, mode } of policies) {
    counts[enabled ? mode : 'off'] += 1;
  }
  return counts;
}
