import type { RuleVerdict } from '@groundcrew/plugin-operations-common';
import { cooldown } from './cooldown';
import { dependents } from './dependents';
import { disruptionBudget } from './disruptionBudget';
import { freezeWindow } from './freeze';
import { healthyFloor } from './healthyFloor';
import { ratePerCluster, ratePerTarget } from './rateLimits';
import type { RuleContext, SafetyRule } from './SafetyRule';
import { stormGuard } from './stormGuard';

/** Every rule, in the order in which people read them. */
export const safetyRules: readonly SafetyRule[] = [
  freezeWindow,
  ratePerTarget,
  ratePerCluster,
  cooldown,
  healthyFloor,
  disruptionBudget,
  stormGuard,
  dependents,
];

/** What every rule says of an operation. */
export function judge(context: RuleContext): RuleVerdict[] {
  return safetyRules.map(rule => ({
    rule: rule.id,
    overridable: rule.overridable,
    ...rule.judge(context),
  }));
}

/** The verdict that decides: the first refusal, or else the first that says to wait. Overridden ones do not count. */
export function decisiveVerdict(
  verdicts: readonly RuleVerdict[],
  override: boolean,
): RuleVerdict | undefined {
  const counting = verdicts.filter(
    ({ overridable }) => !(override && overridable),
  );
  return (
    counting.find(({ verdict }) => verdict === 'refuse') ??
    counting.find(({ verdict }) => verdict === 'wait')
  );
}
