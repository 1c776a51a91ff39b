import type { Knex } from 'knex';
import type { OperationPosition } from './operationCursor';
import type { OperationQuery } from './OperationStore';

/**
 * Leaves the operations that a query lets through: those after a position, newest first. An empty list lets nothing
 * through; `from` is included, `to` is not.
 */
export function filterOperations<T extends {}, R>(
  builder: Knex.QueryBuilder<T, R>,
  query: OperationQuery,
  after: OperationPosition | undefined,
): Knex.QueryBuilder<T, R> {
  const oneOf = {
    id: query.ids,
    cluster: query.clusters,
    environment: query.environments,
    operation: query.operations,
    phase: query.phases,
  };
  for (const [column, values] of Object.entries(oneOf)) {
    if (values) {
      builder.whereIn(column, [...values]);
    }
  }
  const exactly = {
    entity_ref: query.entityRef,
    actor: query.actor,
    parent: query.parent,
  };
  for (const [column, value] of Object.entries(exactly)) {
    if (value !== undefined) {
      builder.where(column, value);
    }
  }
  if (query.from !== undefined) {
    builder.where('requested_at', '>=', query.from);
  }
  if (query.to !== undefined) {
    builder.where('requested_at', '<', query.to);
  }
  if (after) {
    builder.where(older =>
      older
        .where('requested_at', '<', after.requestedAt)
        .orWhere(sameTime =>
          sameTime
            .where('requested_at', after.requestedAt)
            .andWhere('id', '<', after.id),
        ),
    );
  }
  return builder;
}
