import type { Knex } from 'knex';
import {
  OPERATIONS_TABLE,
  recentOperationOf,
  type OperationRow,
} from './operationRow';
import type { RecentOperation } from './OperationStore';

const MAX_RECENT = 1_000;

/** The operations that began in a cluster since then, in milliseconds since 1970: the newest first, at most 1,000. */
export async function recentOperations(
  knex: Knex,
  cluster: string,
  since: number,
): Promise<RecentOperation[]> {
  const rows = await knex<OperationRow>(OPERATIONS_TABLE)
    .where({ cluster })
    .andWhere('started_at', '>=', since)
    .orderBy([
      { column: 'started_at', order: 'desc' },
      { column: 'id', order: 'desc' },
    ])
    .limit(MAX_RECENT)
    // Not the records: each verb that anybody looks at asks for all of these.
    .select(
      'id',
      'operation',
      'target_key',
      'actor_type',
      'actor',
      'started_at',
      'ended_at',
    );
  return rows.map(recentOperationOf);
}
