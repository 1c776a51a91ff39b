import type { Impact } from '@groundcrew/plugin-operations-common';
import { AMOUNTS, inBase, type Amounts } from '../amounts/containerAmounts';

/** What other amounts may do to a container and to its surroundings. */
export function amountImpacts(before: Amounts, after: Amounts): Impact[] {
  return AMOUNTS.flatMap(({ field, of, resource }): Impact[] => {
    const now = inBase(before[field]);
    const then = inBase(after[field]);
    if (now === then) {
      return [];
    }
    const isLess = (then ?? Infinity) < (now ?? Infinity);
    if (of === 'limits' && isLess) {
      return [
        resource === 'memory'
          ? {
              severity: 'warning',
              code: 'less-memory',
              message: `It may use no more than ${after[field]} of memory then: what wants more is killed.`,
            }
          : {
              severity: 'warning',
              code: 'less-cpu',
              message: `It may use no more than ${after[field]} of CPU then: what wants more is slowed down.`,
            },
      ];
    }
    if (of === 'requests') {
      return [
        {
          severity: 'note',
          code: 'request',
          message: `Each pod takes ${after[field] ?? 'no'} ${
            resource === 'cpu' ? 'CPU' : 'memory'
          } of its node for itself, instead of ${before[field] ?? 'none'}.`,
        },
      ];
    }
    return then === undefined
      ? [
          {
            severity: 'warning',
            code: 'no-limit',
            message: `Nothing but its node keeps it from using more ${
              resource === 'cpu' ? 'CPU' : 'memory'
            }.`,
          },
        ]
      : [];
  });
}
