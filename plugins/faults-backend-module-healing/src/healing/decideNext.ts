import { severitySchema } from '@groundcrew/plugin-faults-common';
import type { RespondedIncident } from '@groundcrew/plugin-faults-node';
import { targetKey } from '@groundcrew/plugin-operations-common';
import { choosePolicy, type FittingPolicy } from './choosePolicy';
import { hasEnded, type HealingRecord } from './HealingRecord';
import { holdOf, type Hold } from './holdOf';
import { incidentEnd } from './incidentEnd';
import type { Advance, Observation } from './Observation';
import { submitEffect } from './submitEffect';

/** Who is worse off than that, a person decides about. */
const WORST_SEVERITY = 'P1';

/** Decides what to do about an incident of which no attempt is under way. */
export function decideNext(record: HealingRecord, seen: Observation): Advance {
  const { incident } = seen;
  const end = incidentEnd(incident);
  if (!incident || end !== undefined) {
    return ended(record, end ?? '');
  }
  const { fitting, passedOver } = choosePolicy(record, incident, seen);
  if (!fitting) {
    return { record: withoutPolicy(record, passedOver), effects: [] };
  }
  const { policy } = fitting.inForce;
  const { operation, title } = fitting.proposal;
  const prepared: HealingRecord = {
    ...record,
    policy: policy.id,
    next: { title, operation: operation.id, risk: operation.risk },
    passedOver,
  };
  const asks = asksOf(fitting, incident);
  if (asks) {
    return { record: { ...prepared, ...asks }, effects: [] };
  }
  const hold = holdOf(seen) ?? recovering(incident) ?? cooldown(fitting, seen);
  if (hold) {
    const { againInMs, ...why } = { againInMs: undefined, ...hold };
    return { record: { ...prepared, ...why }, effects: [], againInMs };
  }
  return begin(prepared, fitting, incident, seen.now);
}

function ended(record: HealingRecord, reason: string): Advance {
  const { next: _, ...rest } = record;
  const last = record.attempts.at(-1);
  const state = last?.outcome === 'healed' ? 'healed' : 'idle';
  return {
    record: { ...rest, state, reason, passedOver: [] },
    effects: [],
  };
}

function withoutPolicy(
  { next: _, ...record }: HealingRecord,
  passedOver: HealingRecord['passedOver'],
): HealingRecord {
  const last = record.attempts.at(-1);
  if (last) {
    return {
      ...record,
      state: 'handed-over',
      reason: `A person has to take over. ${
        last.outcome === 'healed'
          ? `It came back after: ${last.title}.`
          : `${last.title}: ${last.reason}`
      }`,
      passedOver,
    };
  }
  return {
    ...record,
    state: 'idle',
    reason:
      passedOver.length > 0
        ? 'No policy that is for this fault fits.'
        : 'No policy is for this fault.',
    passedOver,
  };
}

/** Where a person has to decide. */
function asksOf(
  fitting: FittingPolicy,
  incident: RespondedIncident,
): Hold | undefined {
  const { inForce, mode, proposal } = fitting;
  const { id } = inForce.policy;
  if (mode === 'observe') {
    return {
      state: 'observing',
      reason: `The policy ${id} only observes. It would: ${proposal.title}.`,
    };
  }
  if (mode === 'approve') {
    return {
      state: 'proposed',
      reason: `The policy ${id} proposes it; a person has to run it.`,
    };
  }
  const reason = severityAsks(fitting, incident);
  return reason === undefined ? undefined : { state: 'proposed', reason };
}

/** Why a person has to decide about an incident that bad; undefined where a policy may by itself. */
export function severityAsks(
  { inForce: { policy } }: Pick<FittingPolicy, 'inForce'>,
  { severity }: Pick<RespondedIncident, 'severity'>,
): string | undefined {
  const { worstSeverity = WORST_SEVERITY } = policy.trigger;
  const order = severitySchema.options;
  return order.indexOf(severity) < order.indexOf(worstSeverity)
    ? `It is ${severity}: a person has to decide, as the policy ${policy.id} goes no further than ${worstSeverity} by itself.`
    : undefined;
}

function recovering({ recoveringSince }: RespondedIncident): Hold | undefined {
  return recoveringSince === undefined
    ? undefined
    : { state: 'waiting', reason: 'Nothing is wrong any more at the moment.' };
}

/** Whatever incident it was for: an attempt has to have had its effect before the next one on the same target. */
function cooldown(
  { inForce, proposal }: FittingPolicy,
  { now, past }: Observation,
): (Hold & { againInMs: number }) | undefined {
  const key = targetKey(proposal.operation.target);
  const ofTarget = past.filter(({ target }) => target === key);
  const busy = ofTarget.find(each => !hasEnded(each));
  if (busy) {
    return {
      state: 'waiting',
      reason: `Healing of incident ${busy.incident} is at work on the same target.`,
      againInMs: 10_000,
    };
  }
  const last = Math.max(
    0,
    ...ofTarget.map(({ endedAt, startedAt }) => endedAt ?? startedAt),
  );
  const until = last + inForce.policy.limits.cooldownSeconds * 1_000;
  return last > 0 && now < until
    ? {
        state: 'waiting',
        reason: `The last attempt on the same target was at ${new Date(
          last,
        ).toISOString()}; the next one may begin at ${new Date(
          until,
        ).toISOString()}.`,
        againInMs: until - now,
      }
    : undefined;
}

function begin(
  { next: _, ...prepared }: HealingRecord,
  { inForce: { policy }, proposal: { operation, title } }: FittingPolicy,
  incident: RespondedIncident,
  now: number,
): Advance {
  const reason = `The policy ${policy.id} acts.`;
  const record: HealingRecord = {
    ...prepared,
    state: 'acting',
    reason,
    attempts: [
      ...prepared.attempts,
      {
        number: prepared.attempts.length + 1,
        policy: policy.id,
        title,
        fault: incident.explanation.cause.fault,
        operation: operation.id,
        target: operation.target,
        input: operation.input,
        outcome: 'acting',
        reason,
        helpsWithinSeconds: policy.limits.helpsWithinSeconds,
        contains: policy.effect === 'contains',
        startedAt: now,
      },
    ],
  };
  return { record, effects: [submitEffect(record, incident)] };
}
