import type { Knex } from 'knex';
import { filterOperations } from './filterOperations';
import { decodeCursor, encodeCursor } from './operationCursor';
import {
  OPERATIONS_TABLE,
  operationRecordOf,
  type OperationRow,
} from './operationRow';
import type { OperationPage, OperationQuery } from './OperationStore';

/** A page of the operations that a query asks for, the newest first. */
export async function listOperations(
  knex: Knex,
  query: OperationQuery,
): Promise<OperationPage> {
  const after = query.cursor ? decodeCursor(query.cursor) : undefined;
  const rows = await filterOperations(
    knex<OperationRow>(OPERATIONS_TABLE),
    query,
    after,
  )
    .orderBy([
      { column: 'requested_at', order: 'desc' },
      { column: 'id', order: 'desc' },
    ])
    .limit(query.limit + 1)
    .select('record');
  const records = rows.slice(0, query.limit).map(operationRecordOf);
  return {
    records,
    nextCursor:
      rows.length > query.limit
        ? encodeCursor(records[records.length - 1])
        : undefined,
  };
}
