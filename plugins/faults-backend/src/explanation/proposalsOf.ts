import type { ObjectStore } from '@groundcrew/plugin-clusters-node';
import type { Finding, Proposal } from '@groundcrew/plugin-faults-common';

/** What {@link proposalsOf} looks at. */
export interface ProposalsOptions {
  store: ObjectStore;
  /** Of the object that is at fault: what an operation risks depends on it. */
  environment?: string;
}

/**
 * What may be done about a fault, the likeliest to help first: operations where one plausibly mends it, and what a person has to do
 * otherwise. At least one for every fault.
 */
export function proposalsOf(
  _finding: Finding,
  _options: ProposalsOptions,
): Proposal[] {
  return [];
}
