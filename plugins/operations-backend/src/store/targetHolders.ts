import { targetKey } from '@groundcrew/plugin-operations-common';
import type { Knex } from 'knex';
import type { OperationRecord } from '../engine/OperationRecord';
import { OPERATIONS_TABLE, type OperationRow } from './operationRow';
import type { WriteOutcome } from './OperationStore';

/** The operation that holds a target now, if any. */
export async function holderOf(
  knex: Knex,
  key: string,
): Promise<string | undefined> {
  const row = await knex<OperationRow>(OPERATIONS_TABLE)
    .where({ target_key: key })
    .whereRaw('holds_target')
    .first('id');
  return row?.id;
}

/** What keeps an operation from beginning. Holds until the end of the transaction, if that has locked the head of the audit trail. */
export async function obstacleTo(
  transaction: Knex.Transaction,
  next: OperationRecord,
  maxRunningInCluster: number | undefined,
): Promise<WriteOutcome | undefined> {
  const by = await holderOf(transaction, targetKey(next.target));
  if (by !== undefined) {
    return { outcome: 'target-held', by };
  }
  if (maxRunningInCluster === undefined) {
    return undefined;
  }
  const counted = await transaction(OPERATIONS_TABLE)
    .where({ cluster: next.target.cluster })
    .whereRaw('holds_target')
    .count({ running: '*' })
    .first();
  const running = Number(counted?.running);
  return running >= maxRunningInCluster
    ? { outcome: 'cluster-full', running }
    : undefined;
}
