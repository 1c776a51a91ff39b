import type { Knex } from 'knex';
import type { IncidentDraft, IncidentRecord } from './IncidentRecord';

export const INCIDENTS_TABLE = 'incidents';
export const ENTITIES_TABLE = 'incident_entities';
export const ENTRIES_TABLE = 'incident_entries';

/** As it stands in the table; PostgreSQL gives a bigint as text. */
export interface IncidentRow {
  id: number;
  revision: number;
  cluster: string;
  environment: string | null;
  cause_key: string;
  fault: string;
  detector: string;
  title: string;
  namespace: string | null;
  phase: string;
  severity: string;
  assignee: string | null;
  opened_at: number | string;
  acknowledged_at: number | string | null;
  resolved_at: number | string | null;
  // SQLite knows no booleans.
  cause_stands: boolean | number;
  reopened: number;
  muted_until: number | string | null;
  merged_into: number | null;
  record: string;
}

/** A row of the table of histories. */
export interface EntryRow {
  id: number;
  incident_id: number;
  at: number | string;
  kind: string;
  message: string;
  actor: string | null;
}

/** The columns of an incident, but for its id. */
export function incidentRowOf(
  record: IncidentDraft,
  revision: number,
): Omit<IncidentRow, 'id'> {
  const { cause } = record.explanation;
  return {
    revision,
    cluster: record.cluster,
    environment: record.environment ?? null,
    cause_key: record.key,
    fault: cause.fault,
    detector: cause.detector,
    title: cause.title,
    namespace: cause.object.namespace ?? null,
    phase: record.phase,
    severity: record.severity,
    assignee: record.assignee ?? null,
    opened_at: record.openedAt,
    acknowledged_at: record.acknowledgedAt ?? null,
    resolved_at: record.resolvedAt ?? null,
    cause_stands: record.causeStands ?? false,
    reopened: record.reopened,
    muted_until: record.mutedUntil ?? null,
    merged_into: record.mergedInto ?? null,
    record: JSON.stringify(record),
  };
}

/** What is kept in a row. */
export function incidentRecordOf(
  row: Pick<IncidentRow, 'id' | 'record' | 'revision'>,
): IncidentRecord {
  const { id, record, revision } = row;
  return { ...JSON.parse(record), id, revision };
}

/** Says anew which entities suffered. */
export async function writeEntities(
  trx: Knex.Transaction,
  incident: number,
  entities: readonly string[],
): Promise<void> {
  if (entities.length > 0) {
    await trx(ENTITIES_TABLE)
      .insert(
        entities.map(entity_ref => ({ incident_id: incident, entity_ref })),
      )
      .onConflict(['entity_ref', 'incident_id'])
      .ignore();
  }
}
