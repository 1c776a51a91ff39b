import type { ObjectRef } from '@groundcrew/plugin-clusters-common';
import {
  RESPONSE_TIMES_MS,
  type Explanation,
  type Severity,
} from '@groundcrew/plugin-faults-common';
import { refKey } from '../engine/mergeFindings';
import type {
  IncidentDraft,
  IncidentEntry,
  IncidentRecord,
} from './IncidentRecord';
import type { JudgedCause } from './JudgedCause';
import { durationInWords } from './durationInWords';
import { isWorse } from './severityOf';
import { symptomViewOf } from './symptomViewOf';

/** An incident as it is to be from now on, based on the revision that it carries, and what its history says of that. */
export interface Written {
  record: IncidentRecord;
  entries: IncidentEntry[];
}

/** More than that is no list for people. */
const MOST_AFFECTED = 200;

/** A cause that nobody has been told of. */
export function opened(
  judged: JudgedCause,
  origin: IncidentRecord | undefined,
  now: number,
): { draft: IncidentDraft; entries: IncidentEntry[] } {
  const { cause, severity } = judged;
  const entry: IncidentEntry = {
    at: now,
    kind: 'opened',
    message: cause.finding.message,
  };
  return {
    draft: {
      cluster: cause.finding.object.cluster,
      environment: judged.environment,
      key: judged.key,
      phase: 'open',
      severity,
      severityReasons: judged.severityReasons,
      entities: judged.entities,
      affected: judged.affected.slice(0, MOST_AFFECTED),
      openedAt: now,
      respondBy: now + RESPONSE_TIMES_MS[severity],
      reopened: 0,
      splitFrom: origin?.id,
      explanation: explanationOf(judged, undefined),
    },
    entries: origin
      ? [
          {
            at: now,
            kind: 'split',
            message: `It was a symptom of incident ${origin.id} before, and stands by itself now`,
          },
          entry,
        ]
      : [entry],
  };
}

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

/** It is known better what it is about. */
export function adopted(
  incident: IncidentRecord,
  judged: JudgedCause,
  now: number,
): Written {
  const renamed: IncidentRecord = {
    ...incident,
    key: judged.key,
    explanation: {
      ...incident.explanation,
      excluded: [],
      proposals: [],
      changes: [],
    },
  };
  const { record, entries } = stillThere(renamed, judged, now) ?? {
    record: renamed,
    entries: [],
  };
  const { message } = judged.cause.finding;
  return {
    record,
    entries: [{ at: now, kind: 'cause-changed', message }, ...entries],
  };
}

/** Something that another incident tells of explains it. */
export function merged(
  incident: IncidentRecord,
  into: IncidentRecord,
  now: number,
): Written {
  return {
    record: {
      ...incident,
      phase: 'resolved',
      resolvedAt: now,
      resolution: 'merged',
      mergedInto: into.id,
      recoveringSince: undefined,
    },
    entries: [
      {
        at: now,
        kind: 'merged',
        message: `Incident ${into.id} explains it: ${into.explanation.cause.title}`,
      },
    ],
  };
}

/** Its cause is gone: after a quiet time it is over. */
export function recovering(
  incident: IncidentRecord,
  quietMs: number,
  now: number,
): Written | undefined {
  const since = incident.recoveringSince ?? now;
  if (now - since >= quietMs) {
    return {
      record: {
        ...incident,
        phase: 'resolved',
        // It was over when the cause was gone, not when that was believed.
        resolvedAt: since,
        recoveringSince: undefined,
        resolution: 'recovered',
      },
      entries: [
        {
          at: now,
          kind: 'resolved',
          message: `Nothing has been wrong for ${durationInWords(quietMs)}`,
        },
      ],
    };
  }
  return incident.recoveringSince === undefined
    ? { record: { ...incident, recoveringSince: since }, entries: [] }
    : undefined;
}

/** A cause that it told of before is there again, or still. */
export function reopened(
  incident: IncidentRecord,
  judged: JudgedCause,
  now: number,
): Written {
  const { causeStands, mergedInto, resolution } = incident;
  const back: IncidentRecord = {
    ...incident,
    phase: 'open',
    acknowledgedAt: undefined,
    acknowledgedBy: undefined,
    resolvedAt: undefined,
    resolution: undefined,
    causeStands: undefined,
    overdueAt: undefined,
    mergedInto: undefined,
    splitFrom: resolution === 'merged' ? mergedInto : incident.splitFrom,
    reopened: incident.reopened + (resolution === 'merged' ? 0 : 1),
    respondBy: now + RESPONSE_TIMES_MS[incident.severity],
  };
  const { record, entries } = stillThere(back, judged, now) ?? {
    record: back,
    entries: [],
  };
  const entry: IncidentEntry =
    resolution === 'merged'
      ? {
          at: now,
          kind: 'split',
          message: `Incident ${mergedInto} does not explain it any more`,
        }
      : {
          at: now,
          kind: 'reopened',
          message: causeStands
            ? 'It was said to be over, and is still there'
            : 'It is there again',
        };
  return { record, entries: [entry, ...entries] };
}

/** The cause of an incident that a person ended is gone: if it comes back it is news. */
export function forgotten(incident: IncidentRecord): Written {
  return { record: { ...incident, causeStands: undefined }, entries: [] };
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

function explanationOf(
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
