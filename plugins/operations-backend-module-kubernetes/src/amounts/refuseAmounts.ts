import { InputError } from '@backstage/errors';
import { ceilingOf, type ObjectStore } from '@groundcrew/plugin-clusters-node';
import type { Workload } from '../workloads/Workload';
import { AMOUNTS, inBase, type Amounts } from './containerAmounts';
import { roundedQuantity } from './roundedQuantity';

/** What {@link refuseAmounts} looks at. */
export interface AmountsChange {
  store: ObjectStore;
  workload: Workload;
  container: string;
  before: Amounts;
  after: Amounts;
}

/**
 * Pods that are refused, or that no node has room for, are found out before and not after the old ones have gone.
 *
 * @throws InputError with what is in the way
 */
export function refuseAmounts(change: AmountsChange): void {
  const { after, before, container, store, workload } = change;
  for (const resource of ['cpu', 'memory'] as const) {
    const request = inBase(after[`${resource}Request`]);
    const limit = inBase(after[`${resource}Limit`]);
    if (request !== undefined && limit !== undefined && request > limit) {
      throw new InputError(
        `${container} may not request more ${resource} than its limit: ${
          after[`${resource}Request`]
        } is more than ${after[`${resource}Limit`]}`,
      );
    }
  }
  for (const { field, label, of, resource } of AMOUNTS) {
    const amount = inBase(after[field]);
    const isRaised =
      amount !== undefined && amount > (inBase(before[field]) ?? 0);
    const ceiling = isRaised
      ? ceilingOf({ store, workload, container, resource, of })
      : undefined;
    if (ceiling && amount !== undefined && amount > ceiling.amount) {
      throw new InputError(
        `${label} of ${container}: ${
          after[field]
        } is more than the ${roundedQuantity(resource, ceiling.amount)} that ${
          ceiling.by
        } has room for`,
      );
    }
  }
}
