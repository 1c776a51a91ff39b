import type { Revision } from '@groundcrew/plugin-deployments-common';

/** The two revisions that are compared. */
export interface ChosenRevisions {
  before: Revision;
  after: Revision;
}

/**
 * Finds the two revisions to compare: those that are asked for, and for what is not asked for the current one and the one
 * before it.
 *
 * @param revisions - newest first
 * @returns nothing when there are not two
 */
export function chosenRevisions(
  revisions: readonly Revision[],
  asked: { before?: string; after?: string },
): ChosenRevisions | undefined {
  const byNumber = (number: string | undefined) =>
    revisions.find(revision => revision.revision === number);
  const after =
    byNumber(asked.after) ??
    revisions.find(revision => revision.current) ??
    revisions[0];
  const before =
    byNumber(asked.before) ??
    revisions[revisions.indexOf(after) + 1] ??
    revisions[revisions.indexOf(after) - 1];
  return after && before ? { before, after } : undefined;
}
