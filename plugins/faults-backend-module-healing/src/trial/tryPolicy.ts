import type {
  HealingMode,
  HealingTrialEntry,
} from '@groundcrew/plugin-faults-common';
import type { RespondedIncident } from '@groundcrew/plugin-faults-node';
import { targetKey } from '@groundcrew/plugin-operations-common';
import { conditionVariables } from '../conditions/conditionVariables';
import {
  choosePolicy,
  proposedTo,
  type FittingPolicy,
} from '../healing/choosePolicy';
import { severityAsks } from '../healing/decideNext';
import { newRecord } from '../healing/HealingRecord';
import type { PolicyInForce } from '../settings/PolicyInForce';

/** What a policy is tried on. */
export interface TrialOptions {
  /** As it would be used, whether it is switched on or not. */
  policy: PolicyInForce;
  /** Those that are over. */
  incidents: readonly RespondedIncident[];
  /** How far it would go in an environment. */
  modeIn(environment: string | undefined): HealingMode;
}

type Judged = Pick<HealingTrialEntry, 'verdict' | 'keptBy' | 'reason' | 'next'>;

/**
 * What a policy would have made of incidents that are over, the newest first. Pure. Only those whose fault it is for are spoken of.
 *
 * @remarks
 *
 * It goes by what is kept of an incident at its end: its explanation, its severity. Whether somebody would have been faster, whether another policy goes
 * first, and what rules of operations would have said is not known.
 */
export function tryPolicy(options: TrialOptions): HealingTrialEntry[] {
  const { incidents, policy } = options;
  const actedOn = new Map<string, number>();
  return incidents
    .filter(({ explanation }) =>
      policy.policy.trigger.faults.includes(explanation.cause.fault),
    )
    .sort((one, other) => one.openedAt - other.openedAt)
    .map(incident => ({
      ...outlineOf(incident),
      ...judge(incident, options, actedOn),
    }))
    .reverse();
}

function outlineOf(
  incident: RespondedIncident,
): Omit<HealingTrialEntry, keyof Judged> {
  const { environment, explanation, id, openedAt, severity } = incident;
  const { fault, object, title } = explanation.cause;
  return {
    incident: id,
    title,
    fault,
    object,
    environment,
    severity,
    openedAt: new Date(openedAt).toISOString(),
    lastedMs: endOf(incident) - openedAt,
  };
}

function endOf({ openedAt, resolvedAt }: RespondedIncident): number {
  return Math.max(openedAt, resolvedAt ?? openedAt);
}

function judge(
  incident: RespondedIncident,
  options: TrialOptions,
  actedOn: Map<string, number>,
): Judged {
  const fit = fitOf(incident, options);
  if (!('proposal' in fit)) {
    return fit;
  }
  const { mode, proposal } = fit;
  const { operation, title } = proposal;
  const { id, limits } = options.policy.policy;
  const next = {
    title,
    operation: operation.id,
    target: operation.target,
    risk: operation.risk,
  };
  const asks = severityAsks(fit, incident);
  if (mode !== 'auto') {
    const verdict = mode === 'observe' ? 'observes' : 'proposes';
    const what = mode === 'observe' ? 'only observe' : 'only propose';
    return {
      verdict,
      keptBy: 'mode',
      reason: `It may ${what} in ${
        incident.environment ?? 'an unknown environment'
      }.`,
      next,
    };
  }
  if (asks) {
    return { verdict: 'proposes', keptBy: 'severity', reason: asks, next };
  }
  const key = targetKey(operation.target);
  const last = actedOn.get(key);
  const from = (last ?? -Infinity) + limits.cooldownSeconds * 1_000;
  if (from > endOf(incident)) {
    return {
      verdict: 'kept',
      keptBy: 'limits',
      reason: `The last attempt on the same target was ${Math.round(
        (incident.openedAt - last!) / 1_000,
      )} s before, and it waits for ${limits.cooldownSeconds} s.`,
      next,
    };
  }
  actedOn.set(key, Math.max(from, incident.openedAt));
  return {
    verdict: 'acts',
    reason:
      from > incident.openedAt
        ? `The policy ${id} would have acted after its cooldown.`
        : `The policy ${id} would have acted.`,
    next,
  };
}

/** When it opened, or later: conditions may ask how long it lasts. */
function fitOf(
  incident: RespondedIncident,
  options: TrialOptions,
): FittingPolicy | Judged {
  const { modeIn, policy } = options;
  // It is tried as though it were on, and nobody had tried anything yet.
  const tried = { ...policy, enabled: true };
  const choose = (now: number) =>
    choosePolicy(newRecord(incident), incident, {
      incident,
      policies: [tried],
      modeOf: () => modeIn(incident.environment),
      pause: undefined,
      operation: undefined,
      undo: undefined,
      past: [],
      now,
    });
  const first = choose(incident.openedAt);
  const choice = first.fitting ? first : choose(endOf(incident));
  return (
    choice.fitting ?? {
      verdict: 'kept',
      keptBy: keptBy(incident, tried),
      reason: first.passedOver[0]?.reason ?? 'It does not fit.',
    }
  );
}

function keptBy(
  incident: RespondedIncident,
  { condition, policy }: PolicyInForce,
): NonNullable<Judged['keptBy']> {
  const { environments } = policy.trigger;
  if (environments && !environments.includes(incident.environment ?? '')) {
    return 'environment';
  }
  const isMet = [incident.openedAt, endOf(incident)].some(
    now => condition?.judge(conditionVariables(incident, now)).fits ?? true,
  );
  if (!isMet) {
    return 'condition';
  }
  return proposedTo(policy.operations, incident).length === 0
    ? 'unproposed'
    : 'limits';
}
