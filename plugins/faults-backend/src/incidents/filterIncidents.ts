import type { Knex } from 'knex';
import { decodeIncidentCursor } from './incidentCursor';
import { ENTITIES_TABLE } from './incidentRow';
import type { IncidentQuery } from './IncidentStore';

/** Leaves the incidents that a query lets through: those after its cursor, the newest first. An empty list lets nothing through. */
export function filterIncidents<T extends {}, R>(
  builder: Knex.QueryBuilder<T, R>,
  query: IncidentQuery,
): Knex.QueryBuilder<T, R> {
  const oneOf = {
    phase: query.phases,
    severity: query.severities,
    cluster: query.clusters,
    environment: query.environments,
    fault: query.faults,
  };
  for (const [column, values] of Object.entries(oneOf)) {
    if (values) {
      builder.whereIn(column, [...values]);
    }
  }
  const { assignee, cursor, entityRef, from, isResolved, to } = query;
  if (isResolved !== undefined) {
    builder[isResolved ? 'whereNotNull' : 'whereNull']('resolved_at');
  }
  if (assignee !== undefined) {
    builder.where('assignee', assignee);
  }
  if (entityRef !== undefined) {
    builder.whereIn('id', suffered =>
      suffered
        .from(ENTITIES_TABLE)
        .where('entity_ref', entityRef)
        .select('incident_id'),
    );
  }
  if (from !== undefined) {
    builder.where(open =>
      open.whereNull('resolved_at').orWhere('resolved_at', '>=', from),
    );
  }
  if (to !== undefined) {
    builder.where('opened_at', '<', to);
  }
  if (cursor) {
    const after = decodeIncidentCursor(cursor);
    builder.where(older =>
      older
        .where('opened_at', '<', after.openedAt)
        .orWhere(sameTime =>
          sameTime
            .where('opened_at', after.openedAt)
            .andWhere('id', '<', after.id),
        ),
    );
  }
  return builder;
}
