import type {
  HealingMode,
  HealingPolicy,
} from '@groundcrew/plugin-faults-common';
import type { Condition } from '../conditions/Condition';

/** A policy as it is used here. */
export interface PolicyInForce {
  policy: HealingPolicy;
  mode: HealingMode;
  enabled: boolean;
  condition?: Condition;
}

/** What a person switched. */
export interface PolicySwitch {
  policy: string;
  mode?: HealingMode;
  enabled?: boolean;
  reason: string;
  /** Entity reference. */
  changedBy: string;
  /** Milliseconds since 1970. */
  changedAt: number;
}

/** The policies with what people switched, which goes before what is configured. */
export function policiesInForce(
  configured: readonly PolicyInForce[],
  switches: readonly PolicySwitch[],
): PolicyInForce[] {
  const byPolicy = new Map(switches.map(each => [each.policy, each]));
  return configured.map(each => {
    const switched = byPolicy.get(each.policy.id);
    return {
      ...each,
      mode: switched?.mode ?? each.mode,
      enabled: switched?.enabled ?? each.enabled,
    };
  });
}
