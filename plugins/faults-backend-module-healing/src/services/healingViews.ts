import type {
  HealingAttempt,
  HealingPolicyView,
  HealingView,
} from '@groundcrew/plugin-faults-common';
import type { AttemptRecord, HealingRecord } from '../healing/HealingRecord';
import { wilsonInterval } from '../learning/wilsonInterval';
import {
  policiesInForce,
  type PolicyInForce,
  type PolicySwitch,
} from '../settings/PolicyInForce';
import type { PolicyCounts } from '../store/HealingStore';

type Saved = HealingPolicyView['record']['saved'];

/** What healing makes of an incident, as pages show it. */
export function healingViewOf(record: HealingRecord): HealingView {
  const { attempts, next, passedOver, policy, reason, state } = record;
  return {
    state,
    reason,
    policy,
    next,
    passedOver,
    attempts: attempts.map(attemptViewOf),
  };
}

function attemptViewOf(attempt: AttemptRecord): HealingAttempt {
  const { endedAt, operationId, outcome, policy, reason } = attempt;
  return {
    policy,
    title: attempt.title,
    outcome,
    reason,
    operationId,
    undoId: attempt.undoId,
    startedAt: new Date(attempt.startedAt).toISOString(),
    endedAt:
      endedAt === undefined ? undefined : new Date(endedAt).toISOString(),
  };
}

function successOf(
  { helped, judged }: Pick<PolicyCounts, 'helped' | 'judged'> = {
    helped: 0,
    judged: 0,
  },
) {
  const interval = wilsonInterval(helped, judged);
  return interval && { ...interval, of: judged };
}

/** The policies with what people switched, and what came of them. */
export function policyViewsOf(
  configured: readonly PolicyInForce[],
  switches: readonly PolicySwitch[],
  counts: readonly PolicyCounts[],
  saved: ReadonlyMap<string, Saved> = new Map(),
): HealingPolicyView[] {
  return policiesInForce(configured, switches).map(
    ({ enabled, mode, policy }) => {
      const switched = switches.find(each => each.policy === policy.id);
      const count = counts.find(each => each.policy === policy.id);
      return {
        ...policy,
        mode,
        enabled,
        changedBy: switched?.changedBy,
        changedAt: switched && new Date(switched.changedAt).toISOString(),
        record: {
          fired: count?.fired ?? 0,
          acted: count?.acted ?? 0,
          healed: count?.healed ?? 0,
          reverted: count?.reverted ?? 0,
          success: successOf(count),
          saved: saved.get(policy.id),
        },
      };
    },
  );
}
