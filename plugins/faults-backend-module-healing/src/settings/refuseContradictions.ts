import { InputError } from '@backstage/errors';
import type { HealingPolicy } from '@groundcrew/plugin-faults-common';

/**
 * Of two policies that may be for the same incident, one has to go first.
 *
 * @throws InputError when that is left open
 */
export function refuseContradictions(policies: readonly HealingPolicy[]): void {
  const byPriority = new Map<number, HealingPolicy[]>();
  for (const policy of policies) {
    const equals = byPriority.get(policy.priority) ?? [];
    for (const other of equals) {
      const fault = policy.trigger.faults.find(each =>
        other.trigger.faults.includes(each),
      );
      if (fault !== undefined && shareEnvironment(policy, other)) {
        throw new InputError(
          `The healing policies '${other.id}' and '${policy.id}' are both for '${fault}' with priority ${policy.priority}: say which goes first`,
        );
      }
    }
    byPriority.set(policy.priority, [...equals, policy]);
  }
}

function shareEnvironment(one: HealingPolicy, other: HealingPolicy): boolean {
  const [some, others] = [one.trigger.environments, other.trigger.environments];
  return !some || !others || some.some(each => others.includes(each));
}
