import { RESPONSE_TIMES_MS } from '@groundcrew/plugin-faults-common';
import { durationInWords } from './durationInWords';
import type {
  IncidentDraft,
  IncidentEntry,
  IncidentRecord,
} from './IncidentRecord';
import type { JudgedCause } from './JudgedCause';
import {
  explanationOf,
  MOST_AFFECTED,
  stillThere,
  type Written,
} from './stillThere';

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
