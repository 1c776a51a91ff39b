import type { Change } from '@groundcrew/plugin-faults-common';
import type { OperationSummary } from '@groundcrew/plugin-operations-common';
import type { SurroundingsOptions } from './surroundingsOf';

/** How long before an incident opens a change may have been why, in milliseconds. */
export const CHANGE_WINDOW_MS = 30 * 60_000;

/** What {@link changesAround} looks at. Times are milliseconds since 1970. */
export interface ChangesAroundOptions extends SurroundingsOptions {
  openedAt: number;
  now: number;
  /** What was noted while somebody watched: `ChangeJournal.list`. */
  changes: readonly Change[];
  /** What the cluster itself tells: `changesSeenIn`. */
  seen: readonly Change[];
  /** What was done through Groundcrew in that time, as far as whoever looks may see it. */
  operations: readonly OperationSummary[];
}

/**
 * What changed around an incident, from half an hour before it opened until now: those that may be why first, then the newest; at most 50.
 * An operation and the change that it made are one.
 */
export function changesAround(_options: ChangesAroundOptions): Change[] {
  return [];
}
