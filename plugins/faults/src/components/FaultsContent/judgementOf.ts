import { compareEnvironments } from '@groundcrew/plugin-clusters-common';
import type {
  CauseView,
  FaultsView,
  IncidentSummary,
} from '@groundcrew/plugin-faults-common';

/** What a view comes down to. */
export type Judgement =
  | {
      is: 'incidents';
      worst: IncidentSummary;
      count: number;
      /** Nobody is asked about any of them. */
      areMuted: boolean;
      /** Nothing is wrong any more; they are resolved when that lasts. */
      areRecovering: boolean;
    }
  /** Something is wrong that no incident tells of yet. */
  | { is: 'just-found'; surest: CauseView; count: number }
  /** Where somebody looked just now, nothing is. */
  | { is: 'well'; places: string[] }
  /** Nobody can look anywhere. */
  | { is: 'unknown' };

/** Sums up what is wrong with an entity. What cannot be read now is never called well. */
export function judgementOf(view: FaultsView): Judgement {
  const asking = view.incidents.filter(({ mutedUntil }) => !mutedUntil);
  const told = asking.length > 0 ? asking : view.incidents;
  const troubling = told.filter(({ recoveringSince }) => !recoveringSince);
  const counted = troubling.length > 0 ? troubling : told;
  if (counted.length > 0) {
    return {
      is: 'incidents',
      worst: counted[0],
      count: counted.length,
      areMuted: asking.length === 0,
      areRecovering: troubling.length === 0,
    };
  }
  const found = causesWithoutIncident(view);
  if (found.length > 0) {
    return { is: 'just-found', surest: found[0], count: found.length };
  }
  const places = view.clusters
    .filter(({ freshness }) => freshness.observedAt && !freshness.stale)
    .sort((a, b) => compareEnvironments(a.environment, b.environment))
    .map(({ cluster, environment }) => environment ?? cluster);
  return places.length > 0 && view.hidden === 0
    ? { is: 'well', places: [...new Set(places)] }
    : { is: 'unknown' };
}

/** What was only just found: no incident tells of it. */
export function causesWithoutIncident(view: FaultsView): CauseView[] {
  return view.causes.filter(
    ({ incidentId, verdict }) =>
      verdict === 'cause' && incidentId === undefined,
  );
}

/** What would be worth to mend although nothing suffers from it now. */
export function latentCauses(view: FaultsView): CauseView[] {
  return view.causes.filter(({ verdict }) => verdict === 'latent');
}
