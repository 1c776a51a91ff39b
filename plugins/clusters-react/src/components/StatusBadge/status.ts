/**
 * How something that runs is doing: the one vocabulary of all pages.
 *
 * - `running`: as much as is wanted is ready.
 * - `progressing`: a change is under way.
 * - `paused`: halted on purpose.
 * - `degraded`: needs a person.
 * - `stopped`: nothing is wanted.
 * - `completed`: has done its work.
 * - `unknown`: cannot be read.
 *
 * @public
 */
export type Status =
  | 'running'
  | 'progressing'
  | 'paused'
  | 'degraded'
  | 'stopped'
  | 'completed'
  | 'unknown';

/** The worst first. */
const SEVERITY: readonly Status[] = [
  'degraded',
  'unknown',
  'progressing',
  'paused',
  'running',
  'completed',
  'stopped',
];

/**
 * The status that should be looked at first; `undefined` when there is none.
 *
 * @public
 */
export function worstStatus(statuses: Iterable<Status>): Status | undefined {
  const present = new Set(statuses);
  return SEVERITY.find(status => present.has(status));
}
