import {
  RESPONSE_TIMES_MS,
  type HealingPolicyView,
} from '@groundcrew/plugin-faults-common';
import type { RespondedIncident } from '@groundcrew/plugin-faults-node';
import type { HealedAttempt } from '../store/HealingStore';

type Saved = NonNullable<HealingPolicyView['record']['saved']>;

/** What is known of incidents that people solved. */
export interface SolvedIncident
  extends Pick<
    RespondedIncident,
    'id' | 'openedAt' | 'acknowledgedAt' | 'resolvedAt' | 'resolution'
  > {
  fault: string;
}

/** Where nobody has solved a fault yet: as long as one may wait for somebody to look at all, in production. */
const ASSUMED_MS = RESPONSE_TIMES_MS.P1;

/**
 * How much longer the incidents that policies healed would have taken without it, by policy. Pure.
 *
 * @remarks
 *
 * Half of the incidents of the same fault that people answered for lasted at least so long as it is taken to have lasted. What healing itself
 * took is taken off.
 *
 * @param incidents - those that are over; of these, the ones that a person answered for and healing did not end are learnt from
 */
export function savedTime(
  healed: readonly HealedAttempt[],
  incidents: readonly SolvedIncident[],
): Map<string, Saved> {
  const usual = usualTimes(healed, incidents);
  const saved = new Map<string, Saved>();
  for (const { endedAt, fault, policy, startedAt } of healed) {
    const known = saved.get(policy) ?? { ms: 0, likePeople: 0, likeAnswer: 0 };
    const usually = usual.get(fault);
    const took = Math.max(0, (endedAt ?? startedAt) - startedAt);
    known.ms += Math.max(0, (usually ?? ASSUMED_MS) - took);
    known[usually === undefined ? 'likeAnswer' : 'likePeople'] += 1;
    saved.set(policy, known);
  }
  return saved;
}

/** How long half of the incidents lasted at least that people solved, by fault. */
function usualTimes(
  healed: readonly HealedAttempt[],
  incidents: readonly SolvedIncident[],
): Map<string, number> {
  const healedOnes = new Set(healed.map(({ incident }) => incident));
  const byFault = new Map<string, number[]>();
  for (const incident of incidents) {
    const { acknowledgedAt, id, openedAt, resolution, resolvedAt } = incident;
    const isSolved =
      acknowledgedAt !== undefined &&
      resolvedAt !== undefined &&
      (resolution === 'recovered' || resolution === 'by-hand');
    if (isSolved && !healedOnes.has(id)) {
      const { fault } = incident;
      byFault.set(fault, [
        ...(byFault.get(fault) ?? []),
        Math.max(0, resolvedAt - openedAt),
      ]);
    }
  }
  return new Map(
    [...byFault].map(([fault, times]) => [fault, medianOf(times)]),
  );
}

function medianOf(times: readonly number[]): number {
  const sorted = [...times].sort((one, other) => one - other);
  return sorted[Math.floor((sorted.length - 1) / 2)];
}
