import type { RespondedIncident } from '@groundcrew/plugin-faults-node';
import type { StormMembers } from '../notices/NoticeRecord';

/** From how many incidents that open within how long it is a storm. */
export interface StormLimits {
  incidents: number;
  withinMs: number;
}

/**
 * What becomes of the storm of a cluster: it begins when many incidents opened within a time, grows as long as others follow, and is
 * closed when none did for that time. Pure.
 *
 * @param storm - that is not closed
 * @param current - the incidents of the cluster that are not resolved
 * @returns undefined while there is none
 */
export function followStorm(
  storm: StormMembers | undefined,
  current: readonly RespondedIncident[],
  { incidents, withinMs }: StormLimits,
  now: number,
): StormMembers | undefined {
  const counted = current.filter(
    ({ mergedInto, mutedUntil = 0, openedAt }) =>
      mutedUntil <= now &&
      mergedInto === undefined &&
      openedAt > now - withinMs,
  );
  if (!storm) {
    return counted.length >= incidents ? withMembers(counted) : undefined;
  }
  const known = new Set(storm.members);
  const joining = counted.filter(
    ({ id, openedAt }) => !known.has(id) && openedAt >= storm.startedAt,
  );
  if (joining.length > 0) {
    const next = withMembers(joining);
    return {
      ...storm,
      lastOpenedAt: Math.max(storm.lastOpenedAt, next.lastOpenedAt),
      members: [...storm.members, ...next.members],
    };
  }
  return now - storm.lastOpenedAt > withinMs
    ? { ...storm, isClosed: true }
    : storm;
}

function withMembers(incidents: readonly RespondedIncident[]): StormMembers {
  const opened = incidents.map(({ openedAt }) => openedAt);
  return {
    startedAt: Math.min(...opened),
    lastOpenedAt: Math.max(...opened),
    members: incidents.map(({ id }) => id).sort((one, other) => one - other),
    isClosed: false,
  };
}
