import { DECISIVE_CONFIDENCE } from '@groundcrew/plugin-faults-common';
import type { Cause } from '../causes';
import { findingKey, refKey } from '../engine/mergeFindings';
import type {
  IncidentDraft,
  IncidentEntry,
  IncidentRecord,
} from './IncidentRecord';
import type { IncidentSettings } from './IncidentSettings';
import type { JudgedCause } from './JudgedCause';
import {
  adopted,
  forgotten,
  merged,
  opened,
  recovering,
  reopened,
} from './transitions';
import { stillThere, type Written } from './stillThere';

/** What is only likely has to stand for so long before anybody is asked about it: much that looks wrong passes by itself. */
const PATIENCE_MS = 15_000;

/** What may be over in a moment has to stand for so long, however sure it is. */
const BRIEF_PATIENCE_MS = 5_000;

/** Whatever is found of an object so soon after a cause is gone is the same trouble, better known. */
const SAME_TROUBLE_MS = 5_000;

/** What {@link followIncidents} decides on. */
export interface IncidentObservation {
  /** Of one cluster: those that are not resolved. */
  current: readonly IncidentRecord[];
  /** Those that were resolved not long ago. */
  recent: readonly IncidentRecord[];
  /** What is wrong now and explained by nothing else. */
  causes: readonly JudgedCause[];
  /** Whether what is not among the causes is known not to be wrong. */
  isComplete: boolean;
  /** Milliseconds since 1970. */
  now: number;
  settings: Pick<IncidentSettings, 'quietMs' | 'reopenMs'>;
}

/** What has to be written down. */
export type IncidentStep =
  | { type: 'open'; draft: IncidentDraft; entries: IncidentEntry[] }
  | ({ type: 'write' } & Written);

/** What {@link followIncidents} decided. */
export interface IncidentPlan {
  steps: IncidentStep[];
  /** When it has to decide again though nothing may have changed: milliseconds since 1970. */
  lookAgainAt?: number;
}

/**
 * Carries the incidents of a cluster on by what is wrong there now: opens, explains better, merges, splits, resolves and reopens.
 * Pure, and level-triggered: said twice, it changes nothing the second time.
 */
export function followIncidents(
  observation: IncidentObservation,
): IncidentPlan {
  const { causes, isComplete, now, recent, settings } = observation;
  const current = [...observation.current].sort(
    (one, other) => one.openedAt - other.openedAt || one.id - other.id,
  );
  const byKey = new Map(causes.map(cause => [cause.key, cause]));
  const roots = rootsOf(causes);
  const holders = new Map<string, IncidentRecord>();
  const steps: IncidentStep[] = [];
  const times: number[] = [];
  const write = (written: Written | undefined) => {
    if (written) {
      steps.push({ type: 'write', ...written });
    }
  };

  const leftOver: IncidentRecord[] = [];
  for (const incident of current) {
    const cause = byKey.get(incident.key);
    if (cause && !holders.has(cause.key)) {
      holders.set(cause.key, incident);
      write(stillThere(incident, cause, now));
      times.push(...timesOf(incident));
    } else {
      leftOver.push(incident);
    }
  }
  for (const incident of leftOver) {
    const root = roots.get(incident.key);
    const successor = root ?? successorOf(incident, causes, holders, now);
    const holder = successor && holders.get(successor.key);
    if (holder) {
      write(merged(incident, holder, now));
    } else if (successor) {
      holders.set(successor.key, incident);
      write(adopted(incident, successor, now));
    } else if (isComplete && !incident.keptOpen) {
      write(recovering(incident, settings.quietMs, now));
      times.push((incident.recoveringSince ?? now) + settings.quietMs);
    }
  }
  for (const cause of causes.filter(({ key }) => !holders.has(key))) {
    const beginsAt = beginningOf(cause, recent, settings.reopenMs);
    if (cause.mutedUntil !== undefined) {
      times.push(cause.mutedUntil);
    } else if (beginsAt > now) {
      times.push(beginsAt);
    } else {
      const before = earlierOf(cause, recent, now, settings.reopenMs);
      if (before) {
        write(reopened(before, cause, now));
      } else {
        const origin = originOf(cause, [...current, ...recent]);
        steps.push({ type: 'open', ...opened(cause, origin, now) });
      }
    }
  }
  if (isComplete) {
    for (const incident of recent) {
      if (incident.causeStands && !byKey.has(incident.key)) {
        write(forgotten(incident));
      }
    }
  }
  for (const step of steps) {
    times.push(...timesOf(step.type === 'open' ? step.draft : step.record));
  }
  const later = times.filter(time => time > now);
  return {
    steps,
    lookAgainAt: later.length > 0 ? Math.min(...later) : undefined,
  };
}

/** Of each symptom, by its name, the cause that explains it. */
function rootsOf(causes: readonly JudgedCause[]): Map<string, JudgedCause> {
  const roots = new Map<string, JudgedCause>();
  for (const judged of causes) {
    for (const { finding } of judged.cause.symptoms) {
      const key = findingKey(finding);
      if (!roots.has(key)) {
        roots.set(key, judged);
      }
    }
  }
  return roots;
}

/** What an incident whose cause is gone is about now, if it was the same trouble all the time. */
function successorOf(
  { explanation, recoveringSince = Infinity }: IncidentRecord,
  causes: readonly JudgedCause[],
  holders: ReadonlyMap<string, IncidentRecord>,
  now: number,
): JudgedCause | undefined {
  const { isGeneral, object } = explanation.cause;
  if (now - recoveringSince > SAME_TROUBLE_MS) {
    return undefined;
  }
  const own = refKey(object);
  return causes.find(
    ({ cause: { finding }, key }) =>
      !holders.has(key) &&
      (refKey(finding.object) === own ||
        (isGeneral && finding.explains.some(ref => refKey(ref) === own))),
  );
}

/** When somebody is asked about a cause that no incident tells of: milliseconds since 1970. */
function beginningOf(
  { cause, key, standsSince }: JudgedCause,
  recent: readonly IncidentRecord[],
  reopenMs: number,
): number {
  const dismissed = recent.find(
    incident => incident.key === key && incident.causeStands,
  );
  if (dismissed) {
    return (dismissed.resolvedAt ?? 0) + reopenMs;
  }
  return standsSince + patienceFor(cause);
}

function patienceFor({ finding, score }: Cause): number {
  if (finding.isLasting) {
    return 0;
  }
  if (score < DECISIVE_CONFIDENCE) {
    return PATIENCE_MS;
  }
  return finding.isLasting === false ? BRIEF_PATIENCE_MS : 0;
}

/** The incident that told of the same cause not long ago. */
function earlierOf(
  { key }: JudgedCause,
  recent: readonly IncidentRecord[],
  now: number,
  reopenMs: number,
): IncidentRecord | undefined {
  return recent.find(
    incident =>
      incident.key === key &&
      (incident.causeStands || (incident.resolvedAt ?? 0) > now - reopenMs),
  );
}

/** The incident of which a cause was a symptom before. */
function originOf(
  { key }: JudgedCause,
  incidents: readonly IncidentRecord[],
): IncidentRecord | undefined {
  return incidents.find(({ explanation }) =>
    explanation.symptoms.some(({ finding }) => findingKey(finding) === key),
  );
}

function timesOf({
  mutedUntil,
  overdueAt,
  phase,
  respondBy,
}: IncidentDraft): number[] {
  return [
    ...(mutedUntil === undefined ? [] : [mutedUntil]),
    ...(phase === 'open' && overdueAt === undefined ? [respondBy] : []),
  ];
}
