import type { HealingMode, Proposal } from '@groundcrew/plugin-faults-common';
import type { RespondedIncident } from '@groundcrew/plugin-faults-node';
import { targetKey } from '@groundcrew/plugin-operations-common';
import { conditionVariables } from '../conditions/conditionVariables';
import { isRetired, orderByRecord } from '../learning/orderByRecord';
import type { PolicyInForce } from '../settings/PolicyInForce';
import type { AttemptRecord, HealingRecord } from './HealingRecord';
import type { Observation } from './Observation';

/** A proposal that an operation can do. */
export type ActableProposal = Proposal & {
  operation: NonNullable<Proposal['operation']>;
};

/** A policy that fits, and what it would do. */
export interface FittingPolicy {
  inForce: PolicyInForce;
  mode: HealingMode;
  proposal: ActableProposal;
}

/** Which policy is for an incident, and why others are not. */
export interface Choice extends Pick<HealingRecord, 'passedOver'> {
  fitting?: FittingPolicy;
}

/**
 * Chooses the policy for an incident: of those that fit, the highest that may do more than observe; where all only observe, the highest.
 * Only policies that are for its fault are spoken of.
 */
export function choosePolicy(
  record: HealingRecord,
  incident: RespondedIncident,
  seen: Observation,
): Choice {
  const passedOver: HealingRecord['passedOver'] = [];
  let observing: FittingPolicy | undefined;
  const { fault } = incident.explanation.cause;
  for (const inForce of seen.policies) {
    const { id, trigger } = inForce.policy;
    if (!trigger.faults.includes(fault)) {
      continue;
    }
    const fit = fitOf(record, incident, inForce, seen);
    if (typeof fit === 'string') {
      passedOver.push({ policy: id, reason: sentence(fit) });
    } else if (fit.mode !== 'observe') {
      return { fitting: fit, passedOver: withObserving(passedOver, observing) };
    } else if (observing) {
      passedOver.push({ policy: id, reason: 'It only observes.' });
    } else {
      observing = fit;
    }
  }
  return { fitting: observing, passedOver };
}

function sentence(text: string): string {
  return `${text[0].toUpperCase()}${text.slice(1)}.`;
}

function withObserving(
  passedOver: HealingRecord['passedOver'],
  observing: FittingPolicy | undefined,
): HealingRecord['passedOver'] {
  return observing
    ? [
        ...passedOver,
        {
          policy: observing.inForce.policy.id,
          reason: `It only observes; it would: ${observing.proposal.title}.`,
        },
      ]
    : passedOver;
}

/** @returns why it does not fit, where it does not */
function fitOf(
  record: HealingRecord,
  incident: RespondedIncident,
  inForce: PolicyInForce,
  seen: Observation,
): FittingPolicy | string {
  const { condition, enabled, policy } = inForce;
  const { environments } = policy.trigger;
  if (!enabled) {
    return 'it is switched off';
  }
  if (environments && !environments.includes(incident.environment ?? '')) {
    return `it is not for ${incident.environment ?? 'an unknown environment'}`;
  }
  const fitness = condition?.judge(conditionVariables(incident, seen.now));
  if (fitness && !fitness.fits) {
    return fitness.reason;
  }
  const tries = record.attempts.filter(each => each.policy === policy.id);
  if (tries.length >= policy.limits.attempts) {
    return `it has tried as often as it may: ${tries.length} of ${policy.limits.attempts}`;
  }
  const proposals = proposedTo(policy.operations, incident);
  if (proposals.length === 0) {
    return 'nothing that it may ask for is proposed';
  }
  return (
    untried(proposals, record, incident, seen, inForce) ??
    'what it may ask for has been tried, or has not helped the last times'
  );
}

/** Of what is proposed for an incident, what may be asked for. */
export function proposedTo(
  operations: readonly string[],
  incident: RespondedIncident,
): ActableProposal[] {
  return incident.explanation.proposals.filter(
    (proposal): proposal is ActableProposal =>
      proposal.operation !== undefined &&
      operations.includes(proposal.operation.id),
  );
}

function untried(
  proposals: readonly ActableProposal[],
  { attempts }: HealingRecord,
  incident: RespondedIncident,
  seen: Observation,
  inForce: PolicyInForce,
): FittingPolicy | undefined {
  const { fault } = incident.explanation.cause;
  const [proposal] = orderByRecord(proposals, fault, seen.past).filter(
    each =>
      !attempts.some(attempt => isTheSame(attempt, each)) &&
      !isRetired(each, fault, seen.past),
  );
  return proposal && { inForce, mode: seen.modeOf(inForce), proposal };
}

function isTheSame(
  attempt: AttemptRecord,
  { operation: { id, input, target } }: ActableProposal,
): boolean {
  return (
    attempt.operation === id &&
    targetKey(attempt.target) === targetKey(target) &&
    JSON.stringify(attempt.input) === JSON.stringify(input)
  );
}
