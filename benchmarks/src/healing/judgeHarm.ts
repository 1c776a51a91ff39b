import type { OperationSummary } from '@groundcrew/plugin-operations-common';
import type { Recovery } from './watchRecovery';

/** A workload that was broken, and what was done about it. */
export interface HarmQuestion {
  recovery: Recovery;
  operations: readonly Pick<OperationSummary, 'startedAt'>[];
}

/** How many fewer pods served at the worst after the first operation than at the worst before it: what healing took away. */
export function judgeHarm({ operations, recovery }: HarmQuestion): number {
  const starts = operations.flatMap(({ startedAt }) =>
    startedAt === undefined ? [] : [Date.parse(startedAt)],
  );
  if (starts.length === 0) {
    return 0;
  }
  const actedAt = Math.min(...starts);
  const before = recovery.ready.filter(({ at }) => at <= actedAt);
  const after = recovery.ready.filter(({ at }) => at > actedAt);
  if (before.length === 0 || after.length === 0) {
    return 0;
  }
  return Math.max(0, worst(before) - worst(after));
}

function worst(samples: Recovery['ready']): number {
  return Math.min(...samples.map(({ ready }) => ready));
}
