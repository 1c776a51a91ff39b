import type {
  IncidentDetail,
  IncidentSummary,
  TimelineEntry,
} from '@groundcrew/plugin-faults-common';
import type {
  IncidentEntry,
  IncidentRecord,
} from '../incidents/IncidentRecord';
import type { FindingVisibility } from './FindingVisibility';

/** What may be seen of an incident. */
export interface IncidentViewOptions {
  visibility: FindingVisibility;
  /** Those that whoever looks may see. */
  entities: ReadonlySet<string>;
}

/** These say by name what suffers. */
const NAMING = new Set<IncidentEntry['kind']>([
  'symptoms-changed',
  'severity-changed',
]);

/** An incident on one line. */
export function incidentSummaryOf(
  record: IncidentRecord,
  { entities, visibility }: IncidentViewOptions,
): IncidentSummary {
  const { cause, changes, symptoms } = record.explanation;
  return {
    id: record.id,
    revision: record.revision,
    phase: record.phase,
    severity: record.severity,
    object: cause.object,
    environment: record.environment,
    fault: cause.fault,
    category: cause.category,
    detector: cause.detector,
    title: cause.title,
    message: cause.message,
    confidence: cause.confidence,
    entities: record.entities.filter(ref => entities.has(ref)),
    affected: record.affected.filter(ref => visibility.maySee(ref)),
    symptomCount: symptoms.length,
    suspect: changes.find(
      ({ isSuspect, object }) => isSuspect && visibility.maySee(object),
    ),
    openedAt: isoOf(record.openedAt),
    acknowledgedAt: isoOf(record.acknowledgedAt),
    acknowledgedBy: record.acknowledgedBy,
    assignee: record.assignee,
    respondBy: isoOf(record.respondBy),
    isOverdue: record.phase === 'open' && record.overdueAt !== undefined,
    recoveringSince: isoOf(record.recoveringSince),
    resolvedAt: isoOf(record.resolvedAt),
    resolution: record.resolution,
    reopened: record.reopened,
    mergedInto: record.mergedInto,
    splitFrom: record.splitFrom,
    mutedUntil: isoOf(record.mutedUntil),
  };
}

/** An incident with all that is known of it. */
export function incidentDetailOf(
  record: IncidentRecord,
  options: IncidentViewOptions & {
    entries: readonly IncidentEntry[];
    mergedFrom: number[];
  },
): IncidentDetail {
  const { entries, mergedFrom, visibility } = options;
  const isAllSeen = record.affected.every(ref => visibility.maySee(ref));
  return {
    ...incidentSummaryOf(record, options),
    explanation: visibility.shownExplanation(record.explanation),
    severityReasons: isAllSeen ? record.severityReasons : [],
    timeline: entries
      .filter(({ kind }) => isAllSeen || !NAMING.has(kind))
      .map(entryViewOf),
    mergedFrom,
    mayRespond: visibility.mayRespondTo(record.explanation.cause.object),
  };
}

function entryViewOf({ at, ...entry }: IncidentEntry): TimelineEntry {
  return { at: isoOf(at), ...entry };
}

function isoOf(time: number): string;
function isoOf(time: number | undefined): string | undefined;
function isoOf(time: number | undefined): string | undefined {
  return time === undefined ? undefined : new Date(time).toISOString();
}
