import type { WorkloadSpan } from './HealthStore';
import type { WorkloadHealth } from './WorkloadHealth';

/** As long as a Deployment has to make progress by default. */
const START_MS = 600_000;

/** What is known of a workload. */
export interface FollowedHealth {
  /** What counts; nothing yet of one that has never served. */
  health?: WorkloadSpan['health'];
  /** Since when that counts. */
  from: number;
  /** Since when it is about to serve for the first time, or again after nothing was wanted of it. */
  startingSince?: number;
}

/**
 * What counts of a workload from now on. Pure.
 *
 * @remarks
 *
 * One that is new, or was scaled to nothing, is not down because its first pods are not ready yet: nobody was served by it
 * before. It counts once it serves, once its controller gives up, or after ten minutes.
 */
export function followHealth(
  known: FollowedHealth | undefined,
  seen: WorkloadHealth,
  now: number,
): FollowedHealth {
  const before = known?.health;
  const startingSince =
    known?.startingSince ??
    (before === undefined || before === 'idle' ? now : undefined);
  if (
    startingSince !== undefined &&
    seen.health === 'down' &&
    seen.isProgressing &&
    now - startingSince < START_MS
  ) {
    return { health: before, from: known?.from ?? now, startingSince };
  }
  return seen.health === before
    ? { health: before, from: known?.from ?? now }
    : { health: seen.health, from: now };
}
