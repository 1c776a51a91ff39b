import type { HealingRecord } from './HealingRecord';
import type { Observation } from './Observation';

/** Why nothing is done now, and what that is called. */
export type Hold = Pick<HealingRecord, 'state' | 'reason'>;

/** Why nothing may be done about an incident now, whatever the policy says; undefined where something may. */
export function holdOf({
  incident,
  now,
  pause,
}: Pick<Observation, 'incident' | 'now' | 'pause'>): Hold | undefined {
  if (pause) {
    return {
      state: 'paused',
      reason: `Healing is paused ${
        pause.cluster === undefined ? 'everywhere' : `in ${pause.cluster}`
      }: ${pause.reason}`,
    };
  }
  if (incident?.mutedUntil !== undefined && incident.mutedUntil > now) {
    return {
      state: 'waiting',
      reason: `It is muted until ${new Date(
        incident.mutedUntil,
      ).toISOString()}; nothing is done about it until then.`,
    };
  }
  if (incident?.acknowledgedAt !== undefined) {
    return {
      state: 'waiting',
      reason: 'A person answers for it, and healing leaves it to them.',
    };
  }
  return undefined;
}

/** The same for what a policy has begun: nothing more is done where it may not act by itself any more. */
export function holdOfPolicy(
  policy: string,
  seen: Observation,
): Hold | undefined {
  const inForce = seen.policies.find(each => each.policy.id === policy);
  const mayAct = inForce?.enabled && seen.modeOf(inForce) === 'auto';
  return (
    holdOf(seen) ??
    (mayAct
      ? undefined
      : {
          state: 'waiting',
          reason: `The policy ${policy} may not act by itself any more.`,
        })
  );
}
