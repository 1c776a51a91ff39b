import { targetKey } from '@groundcrew/plugin-operations-common';
import type { RecentOperation } from '../store/OperationStore';
import { limitOf } from './limitOf';
import {
  pass,
  refuse,
  wait,
  type Judgement,
  type SafetyRule,
} from './SafetyRule';

const HOUR_MS = 3_600_000;

/** So many operations an hour on one target: more of them mend nothing. */
export const ratePerTarget: SafetyRule = {
  id: 'rate-per-target',
  overridable: true,
  judge: ({ actor, now, recent, settings, target }) =>
    judgeRate(
      recent.filter(
        operation =>
          operation.requestedBy.type === actor.type &&
          operation.targetKey === targetKey(target),
      ),
      limitOf(settings.ratePerTarget, actor),
      now,
      'on this target',
    ),
};

/** So many operations an hour in one cluster. */
export const ratePerCluster: SafetyRule = {
  id: 'rate-per-cluster',
  overridable: true,
  judge: ({ actor, now, recent, settings }) =>
    judgeRate(
      recent.filter(({ requestedBy }) => requestedBy.type === actor.type),
      limitOf(settings.ratePerCluster, actor),
      now,
      'in this cluster',
    ),
};

function judgeRate(
  recent: readonly RecentOperation[],
  limit: number,
  now: number,
  where: string,
): Judgement {
  if (limit <= 0) {
    return refuse(`no operations are allowed ${where}`);
  }
  const lastHour = recent.filter(({ startedAt }) => now - startedAt < HOUR_MS);
  if (lastHour.length < limit) {
    return pass(`${lastHour.length} of ${limit} in the last hour ${where}`);
  }
  // The one that has to be an hour old before there is room again.
  const oldest = lastHour[limit - 1];
  return wait(
    `${lastHour.length} operations in the last hour ${where}; ${limit} are allowed`,
    oldest.startedAt + HOUR_MS,
  );
}
