import type { ObjectRef } from '@groundcrew/plugin-clusters-common';
import {
  RESPONSE_TIMES_MS,
  type Explanation,
  type Severity,
} from '@groundcrew/plugin-faults-common';
import { refKey } from '../engine/mergeFindings';
import { durationInWords } from './durationInWords';
import type { IncidentEntry, IncidentRecord } from './IncidentRecord';
import type { JudgedCause } from './JudgedCause';
import { isWorse } from './severityOf';
import { symptomViewOf } from './symptomViewOf';

/** An incident as it is to be from now on, based on the revision that it carries, and what its history says of that. */
export interface Written {
  record: IncidentRecord;
  entries: IncidentEntry[];
}

/** More than that is no list for people. */
export const MOST_AFFECTED = 200;

/** Its cause is there as before: what is known of it may have changed. */
export function stillThere(
  incident: IncidentRecord,
  judged: JudgedCause,
  now: number,
): Written | undefined {
  const entries: IncidentEntry[] = [];
  const note = (kind: IncidentEntry['kind'], message: string) =>
    entries.push({ at: now, kind, message });
  const record: IncidentRecord = {
    ...incident,
    environment: judged.environment,
    recoveringSince: undefined,
    keptOpen: undefined,
    entities: union(incident.entities, judged.entities, each => each),
    affected: union(incident.affected, judged.affected, refKey).slice(
      0,
      MOST_AFFECTED,
    ),
    mutedUntil: judged.mutedUntil,
    explanation: explanationOf(judged, incident.explanation),
  };
  const added = record.affected.slice(incident.affected.length);
  if (added.length > 0) {
    note('symptoms-changed', `${inWords(added)} suffers from it, too`);
  }
  if (isWorse(judged.severity, incident.severity)) {
    worsen(record, judged.severity, judged.severityReasons, now);
    note(
      'severity-changed',
      `${incident.severity} became ${judged.severity}: ${judged.severityReasons[0]}`,
    );
  }
  if (record.mutedUntil !== undefined && incident.mutedUntil === undefined) {
    note('muted', 'Nobody is asked about it for now');
  } else if (
    record.mutedUntil === undefined &&
    incident.mutedUntil !== undefined
  ) {
    record.respondBy = now + RESPONSE_TIMES_MS[record.severity];
    note('unmuted', 'It asks for an answer again');
  }
  if (
    record.phase === 'open' &&
    record.overdueAt === undefined &&
    record.mutedUntil === undefined &&
    record.respondBy <= now
  ) {
    record.overdueAt = now;
    const time = durationInWords(RESPONSE_TIMES_MS[record.severity]);
    note('overdue', `Nobody answered within ${time}`);
  }
  // As it is kept: without what is undefined, and in the order in which it was made.
  return JSON.stringify(record) === JSON.stringify(incident)
    ? undefined
    : { record, entries };
}

function worsen(
  record: IncidentRecord,
  severity: Severity,
  reasons: string[],
  now: number,
): void {
  record.severity = severity;
  record.severityReasons = reasons;
  if (record.phase === 'open') {
    record.respondBy = Math.min(
      record.respondBy,
      now + RESPONSE_TIMES_MS[severity],
    );
  }
}

/** What is known of a cause; what takes longer to find out stays as it was. */
export function explanationOf(
  { cause, impact }: JudgedCause,
  before: Explanation | undefined,
): Explanation {
  return {
    cause: cause.finding,
    symptoms: cause.symptoms.map(symptomViewOf),
    excluded: before?.excluded ?? [],
    changes: before?.changes ?? [],
    proposals: before?.proposals ?? [],
    impact,
  };
}

function union<T>(some: T[], others: T[], keyOf: (one: T) => string): T[] {
  const known = new Set(some.map(keyOf));
  return [...some, ...others.filter(one => !known.has(keyOf(one)))];
}

function inWords(refs: ObjectRef[]): string {
  const names = refs.slice(0, 3).map(({ name }) => name);
  const more = refs.length - names.length;
  return more > 0 ? `${names.join(', ')} and ${more} more` : names.join(', ');
}
