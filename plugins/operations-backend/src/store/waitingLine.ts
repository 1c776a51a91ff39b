import type { Knex } from 'knex';
import { OPERATIONS_TABLE, type OperationRow } from './operationRow';

/**
 * Whose turn it is at a target: the one that was asked for first, of those that wait for nothing else. The same for all
 * processes.
 */
export async function firstForTarget(
  knex: Knex,
  targetKey: string,
  now: number,
): Promise<string | undefined> {
  const row = await line(knex, now).where({ target_key: targetKey }).first();
  return row?.id;
}

/** The same for a cluster, among those whose target nobody holds. */
export async function firstForCluster(
  knex: Knex,
  cluster: string,
  now: number,
): Promise<string | undefined> {
  const row = await line(knex, now)
    .where({ cluster })
    .whereNotIn(
      'target_key',
      knex(OPERATIONS_TABLE).whereRaw('holds_target').select('target_key'),
    )
    .first();
  return row?.id;
}

function line(knex: Knex, now: number) {
  return knex<OperationRow>(OPERATIONS_TABLE)
    .where({ phase: 'queued' })
    .where(due => due.whereNull('wake_at').orWhere('wake_at', '<=', now))
    .orderBy(['requested_at', 'id'])
    .select('id');
}
